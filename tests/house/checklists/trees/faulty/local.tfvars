firewall_rule = "0.0.0.0"
