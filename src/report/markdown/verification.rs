//! How a reader who trusts nobody checks what the report says.

use std::fmt::{self, Write};

use super::page::Page;
use crate::signoff::canonical;
use crate::signoff::statement::NOT_SIGNED;

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let content = canonical::digest(page.dossier);
    write!(
        out,
        "## How to verify

`FILE` is the review file that this report was made from.

- `signoff check -r FILE` tells whether the review is signed off today, and if not, every reason.
- `signoff verify -r FILE --allowed-signers WHO` verifies every signature with OpenSSH and tells who signed; WHO is your \
own list of people and their keys (`ssh-keygen(1)`, ALLOWED SIGNERS). With `--export DIR` it writes the statements, the \
signatures and the `ssh-keygen -Y verify` command that checks them without signoff.
- `signoff evidence verify -r FILE` compares every evidence file with the digest that was attested.
- `sha256sum PATH`, in the directory of the review file, does the same for one file without signoff. It must print \
the digits after `sha256:` that stand beside the path in this report.

The content that this report shows has the digest `{content}`. It is the SHA-256 of the RFC 8785 (JCS) JSON of the \
subject, the checklists (id, version, digest) and every attestation with its evidence, withdrawn ones too. A sign-off \
is bound to the digest given with it, and is stale as soon as the two differ.

Of a signed sign-off or revocation this report shows the key that the signature names, and has not verified it. The \
file alone does not tell whether its last sign-off, its last revocation or a seal was taken out, or whether a whole older \
file was put back.

A sign-off that is **{NOT_SIGNED}** is a statement: the digests show whether anything changed after a decision, but \
not who made it. Whoever can write the review file can write a sign-off into it, so trust a name as far as you trust \
the history of that file, for example its commits.
"
    )
}
