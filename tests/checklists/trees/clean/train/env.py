credential = DefaultAzureCredential()
