terraform {
  cloud {
    organization = "example"
  }
}

provider "azurerm" {}
