//! Two writers at once lose nothing.

use super::house::House;

#[test]
fn two_processes_keep_all_their_attestations() {
    let house = House::with_review();
    let attest = |item: &str| {
        for nth in 0..50 {
            house.done(&format!("attest {item} met --rationale 'Round {nth}.'"));
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| attest("NET-1"));
        scope.spawn(|| attest("MON-1"));
    });
    let text = house.read("signoff.toml");
    assert_eq!(text.matches("rationale = ").count(), 100);
    let conflicts = std::fs::read_dir(house.path("")).unwrap().count();
    assert_eq!(conflicts, 2, "nothing but .git and signoff.toml");
}
