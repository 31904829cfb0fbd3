# Lets an artifact pass that signoff's verdict is about.
#
#   jq --arg sha256 "$(sha256sum < app.tar.gz | cut -d' ' -f1)" '{statement: ., sha256: $sha256}' statement.json |
#     opa eval --stdin-input --data signoff.rego --format raw data.signoff.allow     # true, or the deployment stops
#
# The input holds the in-toto statement, of which somebody has verified already who signed it (`gh attestation verify`,
# `cosign verify-attestation`), and the SHA-256 of what is being deployed.
package signoff

import rego.v1

default allow := false

# What the verdict must say. Take SIGNOFF_SIGNED out where sign-offs are not signed.
required := {"SIGNOFF_ROLE_APPROVER", "SIGNOFF_SIGNED", "SIGNOFF_NO_UNMET_CRITICAL"}

# Take the second out where conditions are not accepted.
approvals := {"SIGNOFF_APPROVED", "SIGNOFF_APPROVED_WITH_CONDITIONS"}

# A verdict is of its moment: an approval may lapse or be revoked after it.
max_age_ns := ((24 * 60) * 60) * 1000000000

allow if {
	input.statement._type == "https://in-toto.io/Statement/v1"
	input.statement.predicateType == "https://in-toto.io/attestation/svr/v0.2"
	startswith(input.statement.predicate.verifier.id, "pkg:generic/signoff@")
	some subject in input.statement.subject
	subject.digest.sha256 == input.sha256
	properties := {property | some property in input.statement.predicate.properties}
	count(required - properties) == 0
	count(approvals & properties) == 1
	age := time.now_ns() - time.parse_rfc3339_ns(input.statement.predicate.timeCreated)
	age < max_age_ns
	age > -300000000000
}
