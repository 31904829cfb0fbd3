provider "azurerm" {
  features {}
}

resource "azurerm_role_assignment" "deployer" {
  count = 1

  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Owner"
  principal_id         = var.deployer
}

resource "azapi_resource" "grant" {
  type      = "Microsoft.Authorization/roleAssignments@2022-04-01"
  parent_id = azurerm_resource_group.all.id
}

resource "azurerm_role_assignment" "operators" {
  scope                = azurerm_kubernetes_cluster.main.id
  role_definition_name = "Azure Kubernetes Service RBAC Cluster Admin"
}

resource "azurerm_role_definition" "anything" {
  name = "anything"

  permissions {
    actions = ["*"]
  }
}

resource "azurerm_network_security_rule" "test" {
  priority              = 100
  access                = "Allow"
  source_address_prefix = "*"
}

resource "azurerm_subnet" "nodes" {
  service_endpoints = ["Microsoft.Storage"]
}

resource "azurerm_storage_account" "data" {
  #checkov:skip=CKV_AZURE_33
  network_rules {
    virtual_network_subnet_ids = [azurerm_subnet.nodes.id]
  }
}

resource "azuread_application_password" "pipeline" {
  application_id = azuread_application.pipeline.id
}

resource "azuread_application" "pipeline" {
  display_name = "pipeline"
}

resource "azurerm_federated_identity_credential" "loose" {
  audience = ["https://example.org"]
}

module "borrowed" {
  source  = "example/network/azurerm"
  version = "0.1.0"
}
