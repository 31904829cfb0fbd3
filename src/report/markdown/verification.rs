//! How a reader who trusts nobody checks what the report says.

use std::fmt::{self, Write};

use super::page::Page;
use crate::decision::canonical;
use crate::decision::statement::NOT_SIGNED;

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let content = canonical::digest(page.dossier);
    out.push_str(COMMANDS);
    if page.dossier.review().has_signatures() {
        out.push_str(ALONE);
    }
    write!(
        out,
        "The content that this report shows has the digest `{content}`. It is the SHA-256 of the RFC 8785 (JCS) JSON of the \
subject, the checklists (id, version, digest) and every attestation with its evidence, withdrawn ones too. A sign-off \
is bound to the digest given with it, and is stale as soon as the two differ.

A sign-off that is **{NOT_SIGNED}** is a statement: the digests show whether anything changed after a decision, but \
not who made it. Whoever can write the review file can write a sign-off into it, so trust a name as far as you trust \
the history of that file, for example its commits.

No file proves that nothing was taken off its end: a whole older review put back is valid, with its sign-offs, and so \
is one whose last sign-off, revocation or seal was cut off. `signoff check --revision REV` refuses it where it is of \
another revision than REV, the `max-age` of a policy where it is old, and `--revoked KEYS` what a revoked key signed. \
The rest is in the history of the file.
"
    )
}

const COMMANDS: &str = "## How to verify

FILE is the review file that this report was made from. SIGNERS is your own list of people and their keys, not one that \
came with the review; a line of it is `grace@example.org namespaces=\"signoff\" ssh-ed25519 AAAA…` (`ssh-keygen(1)`, \
ALLOWED SIGNERS).

```sh
signoff check -r FILE --require signed --allowed-signers SIGNERS # is it signed off today, and if not, why
signoff verify -r FILE --allowed-signers SIGNERS # who signed, and whether it holds
signoff evidence verify -r FILE # is every evidence file what was attested
```

Without signoff, `sha256sum PATH` in the directory of the review file must print the digits after `sha256:` that stand \
beside the path of an evidence file in this report. `signoff verify` with `--export DIR` writes every statement and its \
signature into files, and the commands that verify them, such as:

```sh
ssh-keygen -Y verify -n signoff -f SIGNERS -I PRINCIPAL -s 1-approver.txt.sig < 1-approver.txt
```

";

/// What a test does step by step.
const ALONE: &str = "With this report and OpenSSH alone:

1. Copy the statement out of its block into the file `statement.txt`: every line between the lines of backticks, the \
last one with its line break too, and nothing else. Copy the block below it, from `BEGIN SSH SIGNATURE` to \
`END SSH SIGNATURE`, into `statement.txt.sig` in the same way.
2. Run this command. PRINCIPAL is the mail address in the statement's line `By`. It must say `Good \"signoff\" signature \
for PRINCIPAL`; `-r KEYS` names keys that are \
revoked, `-Overify-time=20261123` another day than today.

```sh
ssh-keygen -Y verify -n signoff -f SIGNERS -I PRINCIPAL -s statement.txt.sig < statement.txt
```

";
