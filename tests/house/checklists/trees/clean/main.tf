terraform {
  backend "azurerm" {}
}

provider "azurerm" {
  features {}
}

resource "azurerm_role_assignment" "images" {
  scope                = azurerm_container_registry.main.id
  role_definition_name = "AcrPull"
}

resource "azurerm_network_security_rule" "api" {
  source_address_prefix = "10.0.0.0/24"
}

resource "azurerm_kubernetes_cluster" "main" {
  identity {
    type = "UserAssigned"
  }
}

resource "azurerm_federated_identity_credential" "osmo" {
  audience = ["api://AzureADTokenExchange"]
}

module "network" {
  source = "../modules/network"
}
