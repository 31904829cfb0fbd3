terraform {
  backend "local" {}
}

provider "azurerm" {}
