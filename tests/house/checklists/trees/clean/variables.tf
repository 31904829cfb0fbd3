variable "should_enable_microsoft_defender" {
  type    = bool
  default = true
}
