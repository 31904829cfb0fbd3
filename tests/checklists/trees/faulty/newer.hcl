version = "2"
