use crate::support::*;
#[test]
fn look() {
    let mut house = House::answered();
    house.key("../home/.ssh/id_ed25519", &["-t", "ed25519"], "grace@example.org");
    house.done("attest OPS-2 risk-accepted --rationale x --accepted-by Grace --until +9d");
    house.done("attest NET-2 unmet --rationale x --action Mend --owner Kim --due +9d --evidence scan.txt");
    house.done(&format!("sign --role approver --decision rejected --by '{GRACE}' --key ../home/.ssh/id_ed25519"));
    house.done(&format!("sign --role approver --decision approved --by '{GRACE}' --unsigned"));
    house.trusts = true;
    for kind in FACES {
        println!("##### {kind}");
        let mut face = house.open(kind, KIM);
        println!("--- reviewed {}", face.reviewed());
        println!("--- findings {:?}", face.findings());
        println!("--- decisions {}", face.decisions());
        println!("--- answer {}", face.answer(Said { item: "NET-1", status: "partial", why: "Half.", evidence: Some("scan.txt") }, &mut || {}));
        println!("--- undo {}", face.undo());
        let d = face.sign("approved", With::Offered);
        println!("--- sign {} \n=>> {}", d.offer, d.said);
        println!("--- decisions {}", face.decisions());
        if kind != Kind::Commands { println!("--- report {}", face.report()); }
    }
}
