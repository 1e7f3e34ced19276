//! The part of the summary that tells of customers.

use std::fmt::Write as _;

use siyu::customer::{RepurchaseRate, Segments};

use super::gmv::percent;
use super::text::{Teller, grouped, table};

/// As many super users as a summary names; the file has all.
const SHOWN: usize = 5;

/// Tells the customers of a month.
pub fn part(segments: &Segments, teller: Teller) -> String {
    let count = |count: u64| grouped(&count.to_string());
    let rows: Vec<Vec<String>> = segments
        .classes
        .iter()
        .map(|class| {
            let share = class.share.as_ref().map_or_else(|| "–".into(), percent);
            vec![class.class.to_string(), count(class.customers), share, teller.money(class.net_sales)]
        })
        .collect();
    let header = [
        teller.say("class", "等级"),
        teller.say("customers", "客户"),
        teller.say("share", "占比"),
        teller.say("net sales", "净额"),
    ];
    let title = teller.say("Customers, by the orders of this month", "客户(按本月订单)");
    let mut out = format!("\n{title} ({}):\n{}", count(segments.buyers), table(&header, &rows));
    let again =
        |rate: &Option<RepurchaseRate>| rate.as_ref().map_or_else(|| "–".into(), |rate| percent(&rate.rate));
    let _ = writeln!(
        out,
        "{}: {}",
        teller.say("bought twice in it", "本月下单两次及以上"),
        again(&segments.repurchase.by_orders)
    );
    let users = &segments.super_users;
    let shown = users.users.iter().take(SHOWN);
    let shown: Vec<String> =
        shown.map(|user| format!("{} {}", user.customer, teller.money(user.net_sales))).collect();
    let share = users.share.as_ref().map_or_else(|| "–".into(), percent);
    let _ = writeln!(
        out,
        "{} ({}, {share}): {}",
        teller.say("super users", "超级用户"),
        count(users.customers),
        shown.join(", ")
    );
    if let Some(figures) = &segments.concentration {
        let _ = writeln!(
            out,
            "{} {} {} {}; {} {}",
            teller.say("the first", "前"),
            count(figures.top_customers),
            teller.say("customers bought", "名客户占销售额"),
            percent(&figures.top_share),
            teller.say("gini", "基尼系数"),
            figures.gini.value
        );
    }
    out
}
