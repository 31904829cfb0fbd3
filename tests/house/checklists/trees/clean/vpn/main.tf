terraform {
  backend "azurerm" {}
}

provider "azurerm" {}
