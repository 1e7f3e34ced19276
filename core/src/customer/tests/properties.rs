//! Properties, and everything against loops that count it plainly.

use proptest::prelude::*;

use super::*;
use crate::calendar::LeapDay;

fn sections() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("{}"),
        Just(r#"{"classes_over": "all_known", "shares_over": "all_known", "leap_day": "march_1"}"#),
        Just(
            r#"{"window_years": 2, "dormant": {"years": 1}, "super_users": {"top": 3}, "top_count": "floor"}"#
        ),
        Just(
            r#"{"dormant": {"idle_days": 300}, "super_users": {"share": "50%", "at_least": "1.00"}, "horizon_days": 30}"#
        ),
    ]
}

/// Days around a leap day and around the ends of windows.
fn days() -> impl Strategy<Value = Date> {
    let day = |first: &str, count: i64| {
        let first = date(first);
        (0..count).prop_map(move |days| first.checked_add_days(days).unwrap())
    };
    prop_oneof![2 => day("2023-02-20", 800), 1 => day("2024-02-25", 8), 1 => day("2023-02-25", 8)]
}

type Shop = Vec<(usize, Date, i64)>;

fn shop() -> impl Strategy<Value = Shop> {
    prop::collection::vec((0..9_usize, days(), prop_oneof![1 => Just(0), 9 => 1..300_i64]), 0..50)
}

fn customers(shop: &Shop) -> Vec<(Id, Vec<Order>)> {
    let own = |customer: usize| shop.iter().enumerate().filter(move |(_, (one, ..))| *one == customer);
    let orders = |customer| own(customer).map(|(at, (_, on, net))| order(at, *on, *net)).collect();
    (0..9).map(|customer| (id(customer), orders(customer))).collect()
}

/// A window, said once more: later than the same day `years` ago.
fn is_in_window(rules: &Rules, as_of: Date, on: Date) -> bool {
    let back = -i32::try_from(rules.window_years).unwrap();
    on <= as_of && on > as_of.checked_add_years(back, rules.leap_day).unwrap()
}

proptest! {
    #[test]
    fn a_class_is_what_a_plain_count_says(section in sections(), shop in shop(), as_of in days()) {
        let rules = rules(section);
        for (_, orders) in customers(&shop) {
            let told = classified(&rules, as_of, orders.clone());
            let (rules, orders) = (&rules, &orders);
            let counted =
                |day: Date| orders.iter().filter(move |one| !one.paid.is_zero() && is_in_window(rules, day, one.on));
            prop_assert_eq!(told.orders, counted(as_of).count() as u64);
            prop_assert_eq!(told.net_sales.minor(), counted(as_of).map(|one| one.paid.minor()).sum::<i64>());
            let class = |day: Date| {
                let orders = counted(day).count() as u64;
                let class = rules.classes.iter().find(|class| {
                    let repurchases = orders.saturating_sub(1);
                    u64::from(class.at_least) <= repurchases && class.at_most.is_none_or(|most| repurchases <= most.into())
                });
                class.filter(|_| orders > 0 || section.contains("all_known")).map(|class| class.id.clone())
            };
            prop_assert_eq!(&told.class, &class(as_of));
            // The first later day with another class, as if nothing were bought from now on.
            let known = |on: Date| on <= as_of;
            let later = orders.iter().any(|one| !known(one.on));
            if !later {
                let mut day = as_of;
                let fall = (0..1_100).find_map(|_| {
                    day = day.checked_add_days(1)?;
                    (class(day) != told.class).then(|| super::super::Fall { on: day, class: class(day) })
                });
                prop_assert_eq!(&told.falls, &fall);
            }
            let last = orders.iter().filter(|one| !one.paid.is_zero() && known(one.on)).map(|one| one.on).max();
            prop_assert_eq!(told.last_order_on, last);
            prop_assert_eq!(told.dormant, told.dormant_on.is_some_and(|begins| begins <= as_of));
            prop_assert_eq!(told.dormant, last.zip(rules.dormant_through(as_of)).is_some_and(|(last, through)| last <= through));
            if let Some(next) = &told.next {
                let mut more = orders.clone();
                for extra in 0..next.missing {
                    let before = classified(rules, as_of, more.clone()).class;
                    prop_assert_eq!(&before, &told.class, "{} early", extra);
                    more.push(order(format!("more {extra}"), as_of, 1));
                }
                prop_assert_eq!(classified(rules, as_of, more).class, Some(next.class.clone()));
            }
        }
    }

    #[test]
    fn an_order_more_never_lowers_the_class(section in sections(), shop in shop(), as_of in days(), on in days()) {
        let rules = rules(section);
        let rank = |told: &Classified| {
            let class = told.class.as_ref()?;
            rules.classes.iter().find(|one| one.id == *class).map(|class| class.at_least)
        };
        for (_, orders) in customers(&shop) {
            let mut more = orders.clone();
            more.push(order("more", on, 1));
            let (before, after) = (classified(&rules, as_of, orders), classified(&rules, as_of, more));
            prop_assert!(rank(&before) <= rank(&after));
            prop_assert!(!after.dormant || before.dormant || before.last_order_on.is_none());
        }
    }

    #[test]
    fn all_together_are_what_each_is(section in sections(), shop in shop(), as_of in days()) {
        let rules = rules(section);
        let told = segmented(&rules, as_of, customers(&shop));
        let each: Vec<Classified> =
            customers(&shop).into_iter().map(|(_, orders)| classified(&rules, as_of, orders)).collect();
        prop_assert_eq!(told.customers, 9);
        prop_assert_eq!(told.buyers, each.iter().filter(|one| one.orders > 0).count() as u64);
        prop_assert_eq!(told.orders, each.iter().map(|one| one.orders).sum::<u64>());
        prop_assert_eq!(told.dormant, each.iter().filter(|one| one.dormant).count() as u64);
        prop_assert_eq!(told.samples_due.len() as u64, told.dormant);
        for class in &told.classes {
            let own = each.iter().filter(|one| one.class.as_ref() == Some(&class.class));
            let net: i64 = own.clone().map(|one| one.net_sales.minor()).sum();
            prop_assert_eq!((class.customers, class.net_sales.minor()), (own.count() as u64, net));
        }
        let classes: u64 = told.classes.iter().map(|class| class.customers).sum();
        prop_assert_eq!(classes + told.unclassified, told.customers);
        let net: i64 = told.classes.iter().map(|class| class.net_sales.minor()).sum();
        prop_assert_eq!(net, told.net_sales.minor());

        // Gini by its other definition, the mean difference of all pairs: Σ |x − y| / (2 n Σx).
        if let Some(figures) = &told.concentration {
            let over = |one: &&Classified| section.contains("all_known") || one.orders > 0;
            let nets: Vec<i64> = each.iter().filter(over).map(|one| one.net_sales.minor()).collect();
            let pairs: i64 = nets.iter().flat_map(|one| nets.iter().map(move |other| (one - other).abs())).sum();
            let below = 2 * nets.len() as i64 * nets.iter().sum::<i64>();
            let expected = crate::number::Number::parse(&format!("{pairs}/{below}")).unwrap();
            prop_assert_eq!(figures.gini.number(), &expected);
            let mut sorted = nets.clone();
            sorted.sort_unstable_by(|one, other| other.cmp(one));
            let top: i64 = sorted.iter().take(figures.top_customers as usize).sum();
            prop_assert_eq!(figures.top_net_sales.minor(), top);
            let reach = |count: u64| 5 * sorted.iter().take(count as usize).sum::<i64>() >= 4 * told.net_sales.minor();
            prop_assert!(reach(figures.coverage_customers) && !reach(figures.coverage_customers - 1));
        }
        let users = &told.super_users;
        prop_assert!(users.users.is_sorted_by(|one, next| (next.net_sales, &one.customer) <= (one.net_sales, &next.customer) || one.net_sales > next.net_sales));
        prop_assert_eq!(users.net_sales.minor(), users.users.iter().map(|user| user.net_sales.minor()).sum::<i64>());
        let rates = &told.repurchase;
        let again = each.iter().filter(|one| one.orders >= 2).count() as u64;
        prop_assert_eq!(rates.by_orders.as_ref().map_or(0, |rate| rate.again), again);
        prop_assert!(rates.by_days.as_ref().map(|rate| rate.again) <= rates.by_orders.as_ref().map(|rate| rate.again));
        prop_assert_eq!(rates.order_based.as_ref().map_or(0, |rate| rate.again), told.orders - told.buyers);
    }

    #[test]
    fn the_order_of_facts_is_nothing(section in sections(), shop in shop().prop_shuffle(), as_of in days(), turn in 0..50_usize) {
        let rules = rules(section);
        let mut turned: Vec<_> = customers(&shop);
        for (_, orders) in &mut turned {
            let by = turn % orders.len().max(1);
            orders.rotate_left(by);
        }
        turned.reverse();
        prop_assert_eq!(segmented(&rules, as_of, turned), segmented(&rules, as_of, customers(&shop)));
    }

    #[test]
    fn who_sleeps_by_the_last_day_sleeps_by_the_first(section in sections(), last in days(), as_of in days()) {
        let rules = rules(section);
        let sleeps = rules.dormant.begins_on(last, rules.leap_day).is_some_and(|begins| begins <= as_of);
        prop_assert_eq!(sleeps, rules.dormant_through(as_of).is_some_and(|through| last <= through));
    }
}

#[test]
fn two_years_of_a_leap_day() {
    for (leap_day, begins) in [("february_28", "2026-02-28"), ("march_1", "2026-03-01")] {
        let rules = rules(&format!(r#"{{"leap_day": "{leap_day}"}}"#));
        assert_eq!(rules.leap_day == LeapDay::March1, leap_day == "march_1");
        let told = |as_of| classified(&rules, as_of, [order(1, date("2024-02-29"), 5)].to_vec());
        let begins = date(begins);
        assert_eq!(told(begins).dormant_on, Some(begins));
        assert!(told(begins).dormant && !told(begins.checked_add_days(-1).unwrap()).dormant);
    }
}
