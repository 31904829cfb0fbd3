# Lets an artifact pass that signoff's verdict is about.
#
#   jq --arg sha256 "$(sha256sum < app.tar.gz | cut -d' ' -f1)" --arg now "$(date -u +%FT%TZ)" \
#     --arg since "$(date -u -d '1 day ago' +%FT%TZ)" --argjson wanted '{"system": "robotics", "environment": "prod"}' \
#     --argjson policies '{"azure-deployment": "0a1b…", "policy.toml": "2c3d…"}' \
#     '{statement: ., sha256: $sha256, now: $now, since: $since, wanted: $wanted, policies: $policies}' \
#     statement.json > input.json
#   opa eval --input input.json --data signoff.rego --format raw data.signoff.allow     # true, or the deployment stops
#
# The input holds the in-toto statement, of which somebody has verified already who signed it (`gh attestation verify`,
# `cosign verify-attestation`), the SHA-256 of what is being deployed, and between which times the verdict must be: an
# approval may lapse or be revoked after it. `wanted` names the review: else that of any system will do. `policies` has the
# digests of the texts that it must be against, checklists (`signoff checklist show ID --json`) and the policy file: else
# one of the same name and one item will do.
package signoff

import rego.v1

default allow := false

# What the verdict must say. Take SIGNOFF_SIGNED out where sign-offs are not signed.
required := {"SIGNOFF_ROLE_APPROVER", "SIGNOFF_SIGNED", "SIGNOFF_NO_UNMET_CRITICAL"}

# Take the second out where conditions are not accepted.
approvals := {"SIGNOFF_APPROVED", "SIGNOFF_APPROVED_WITH_CONDITIONS"}

allow if {
	input.statement._type == "https://in-toto.io/Statement/v1"
	input.statement.predicateType == "https://in-toto.io/attestation/svr/v0.2"
	startswith(input.statement.predicate.verifier.id, "pkg:generic/signoff@")
	some subject in input.statement.subject
	subject.digest.sha256 == input.sha256
	properties := {property | some property in input.statement.predicate.properties}
	count(required - properties) == 0
	count(approvals & properties) == 1
	# RFC 3339 in UTC sorts as text.
	endswith(input.statement.predicate.timeCreated, "Z")
	input.statement.predicate.timeCreated >= input.since
	input.statement.predicate.timeCreated <= input.now
	count(input.wanted) > 0
	count(mistaken) == 0
	count(input.policies) > 0
	count(unheld) == 0
}

# What the review is not that is wanted.
mistaken contains name if {
	some name, value in input.wanted
	not input.statement.predicate.signoffReview.annotations[name] == value
}

# The texts that it is not against.
unheld contains name if {
	some name, digest in input.policies
	not held(name, digest)
}

held(name, digest) if {
	some policy in input.statement.predicate.verifier.policies
	policy.name == name
	policy.digest.sha256 == digest
}
