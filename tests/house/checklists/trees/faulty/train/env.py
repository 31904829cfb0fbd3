import os

print(os.environ)
link = "DefaultEndpointsProtocol=https;AccountKey=planted;"
key = os.environ["AZURE_STORAGE_KEY"]
database = "postgres://psqladmin:planted@example.org/osmo"
credential = ClientSecretCredential(tenant, client, secret)
