//! The sponsor tree.

use super::*;
use crate::error::Code;
use proptest::prelude::*;
use std::string::String;

fn of(agent: &str, sponsor: &str) -> Sponsorship {
    Sponsorship { agent: id(agent), sponsor: if sponsor.is_empty() { None } else { Some(id(sponsor)) } }
}

fn refused(list: &[Sponsorship]) -> (Code, String, Option<String>) {
    let error = SponsorTree::of(list).unwrap_err();
    let agents = error.parameter("agents").map(Into::into);
    (error.code, error.path.clone(), agents)
}

#[test]
fn faults_name_the_agents_in_a_fixed_order() {
    let twice = [of("b", ""), of("a", "b"), of("b", "x")];
    assert_eq!(refused(&twice), (Code::DuplicateItem, "/2/agent".into(), None), "before the unknown sponsor");
    let unknown = [of("c", "y"), of("b", "x"), of("a", "a")];
    assert_eq!(
        refused(&unknown),
        (Code::UnknownSponsor, "/1/sponsor".into(), None),
        "before the cycle; b before c"
    );
    let error = SponsorTree::of(&unknown).unwrap_err();
    assert_eq!(error.message(crate::Language::English), "the sponsor `x` of b is not among the agents");
    assert_eq!(refused(&[of("a", "a")]), (Code::SponsorCycle, "/0/sponsor".into(), Some("a → a".into())));
    let cycles =
        [of("z", "y"), of("y", "z"), of("d", "b"), of("c", "b"), of("b", "e"), of("e", "c"), of("r", "")];
    let named = Some("b → e → c → b".into());
    assert_eq!(
        refused(&cycles),
        (Code::SponsorCycle, "/4/sponsor".into(), named),
        "what hangs below is not on it"
    );
}

#[test]
fn a_long_cycle_is_cut() {
    let list: Vec<Sponsorship> =
        (0..60).map(|at| of(&format!("a{at:02}"), &format!("a{:02}", (at + 1) % 60))).collect();
    let (_, _, agents) = refused(&list);
    assert!(agents.unwrap().ends_with("a48 → a49 → …"));
}

#[test]
fn a_tree_has_roots_levels_and_agents_beyond_the_paid_levels() {
    let agents = vec![of("d", "c"), of("c", "b"), of("b", "a"), of("a", ""), of("e", "a"), of("f", "")];
    let summary = |paid_levels: Option<u8>| {
        check_tree(paid_levels, &TreeCheck { agents: agents.clone() }, &mut Reasons::none()).unwrap()
    };
    let one = summary(Some(1));
    assert_eq!((one.agents, &one.roots, &one.levels), (6, &vec![id("a"), id("f")], &vec![2, 2, 1, 1]));
    let beyond = [summary(Some(0)), one, summary(Some(2)), summary(None)];
    assert_eq!(beyond.map(|summary| summary.beyond_paid_levels), [Some(4), Some(2), Some(1), None]);
    let none = check_tree(Some(1), &TreeCheck { agents: vec![] }, &mut Reasons::none()).unwrap();
    let empty = TreeSummary { agents: 0, roots: vec![], levels: vec![], beyond_paid_levels: Some(0) };
    assert_eq!(none, empty);
}

#[test]
fn a_hundred_and_eighty_thousand_agents_are_no_burden() {
    const AGENTS: usize = 180_000;
    let name = |at: usize| format!("agent-{at:06}");
    // One line from the last to the first: any recursion, and any square, would show.
    let line: Vec<Sponsorship> =
        (0..AGENTS).map(|at| of(&name(at), &if at == 0 { String::new() } else { name(at - 1) })).collect();
    let tree = SponsorTree::of(&line).unwrap();
    let sums = tree.team_sums(&vec![Money::from_minor(2).unwrap(); AGENTS]).unwrap();
    assert_eq!((sums[0].direct.minor(), sums[0].whole.minor()), (2, 2 * (AGENTS as i64 - 1)));
    assert_eq!(tree.depths()[AGENTS - 1] as usize, AGENTS - 1);
    let mut ring = line;
    ring[0].sponsor = Some(id(&name(AGENTS - 1)));
    assert_eq!(SponsorTree::of(&ring).unwrap_err().parameter("found"), Some("`180000`"));
}

#[test]
fn only_the_sums_themselves_are_held_against_the_limit() {
    let tree = SponsorTree::of(&[of("a", ""), of("b", "a"), of("c", "a"), of("d", "a")]).unwrap();
    let values = |list: [Money; 4]| tree.team_sums(&list);
    let sums = values([Money::ZERO, Money::MAX, Money::MAX, Money::MIN]).unwrap();
    assert_eq!((sums[0].whole, sums[1]), (Money::MAX, TeamSums::default()));
    assert_eq!(
        values([Money::ZERO, Money::MAX, Money::MAX, Money::ZERO]).unwrap_err().code,
        Code::MoneyOutOfRange
    );
    assert_eq!(tree.team_sums(&[]).unwrap_err().code, Code::ListLength);
}

/// A forest: agent `at` has some earlier agent, or none, as sponsor; and a shuffle of its list.
fn forest() -> impl Strategy<Value = (Vec<(u16, Option<usize>)>, Vec<usize>)> {
    prop::collection::vec((any::<u16>(), any::<prop::sample::Index>(), any::<bool>()), 1..40).prop_flat_map(
        |raw| {
            let agents: Vec<(u16, Option<usize>)> = raw
                .iter()
                .enumerate()
                .map(|(at, (value, pick, root))| (*value, (at > 0 && !root).then(|| pick.index(at))))
                .collect();
            let places: Vec<usize> = (0..agents.len()).collect();
            (Just(agents), Just(places).prop_shuffle())
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// T2, and the sums against those that walk down from every agent.
    #[test]
    fn sums_are_those_of_the_teams_whatever_the_order_of_the_list((agents, shuffle) in forest()) {
        let name = |at: usize| format!("a{}", (at * 37) % 1000);
        let list: Vec<Sponsorship> = agents
            .iter()
            .enumerate()
            .map(|(at, (_, sponsor))| of(&name(at), &sponsor.map(name).unwrap_or_default()))
            .collect();
        let tree = SponsorTree::of(&list).unwrap();
        let shuffled: Vec<Sponsorship> = shuffle.iter().map(|at| list[*at].clone()).collect();
        prop_assert_eq!(&SponsorTree::of(&shuffled).unwrap(), &tree);

        let index = |at: usize| tree.index_of(&id(&name(at))).unwrap();
        let mut own = vec![Money::ZERO; list.len()];
        for (at, (value, _)) in agents.iter().enumerate() {
            own[index(at)] = Money::from_minor(i64::from(*value) - 30_000).unwrap();
        }
        let sums = tree.team_sums(&own).unwrap();
        let depths = tree.depths();
        for at in 0..agents.len() {
            let below = |other: usize| core::iter::successors(agents[other].1, |above| agents[*above].1).any(|above| above == at);
            let sum = |picked: &dyn Fn(usize) -> bool| {
                Money::sum((0..agents.len()).filter(|other| picked(*other)).map(|other| own[index(other)])).unwrap()
            };
            let expected = TeamSums { direct: sum(&|other| agents[other].1 == Some(at)), whole: sum(&below) };
            prop_assert_eq!(sums[index(at)], expected);
            prop_assert_eq!(depths[index(at)] as usize, tree.upline(index(at), usize::MAX).count());
        }
        let order: Vec<usize> = tree.children_first().collect();
        for (place, at) in order.iter().enumerate() {
            prop_assert!(tree.sponsor(*at).is_none_or(|sponsor| order[place..].contains(&sponsor)));
        }
        prop_assert_eq!(order.len(), tree.len());
    }
}
