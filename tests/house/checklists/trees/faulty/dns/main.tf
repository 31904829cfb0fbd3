provider "azurerm" {}
