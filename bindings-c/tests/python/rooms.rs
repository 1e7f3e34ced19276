//! The named types of the core, by room: those that operations and rulebooks read, and those that are told.

use std::collections::BTreeMap;

use siyu::Rulebook;
use siyu::document::{Description, Named, Shape as _};
use siyu::operation::{FORMS, Refusal};

/// Types by room and name. The texts that stand for a value of Python ([`super::types::Value`]) are not among them.
pub type Rooms = BTreeMap<&'static str, BTreeMap<&'static str, Named>>;

const RULEBOOK: Named = Named {
    room: "rulebook",
    name: "Rulebook",
    documentation: "A merchant's rules.",
    describe: || match Rulebook::describe() {
        // What editors are told by `$schema` is nothing that a program would write.
        Description::Record(fields) => {
            Description::Record(fields.into_iter().filter(|field| !field.name.starts_with('$')).collect())
        }
        other => other,
    },
};

/// What hosts write.
pub fn read() -> Rooms {
    let mut rooms = Rooms::new();
    gather(&mut rooms, &Description::Named(RULEBOOK));
    FORMS.iter().for_each(|forms| {
        gather(&mut rooms, &(forms.facts)());
        // The level of detail stands beside the facts.
        gather(&mut rooms, &(forms.input)());
    });
    rooms
}

/// What siyu writes.
pub fn told() -> Rooms {
    let mut rooms = Rooms::new();
    gather(&mut rooms, &Refusal::describe());
    FORMS.iter().for_each(|forms| gather(&mut rooms, &(forms.output)()));
    rooms
}

fn gather(rooms: &mut Rooms, description: &Description) {
    match description {
        Description::Named(named) => {
            let shape = (named.describe)();
            if let Description::Text(_) = shape {
                return;
            }
            if rooms.entry(named.room).or_default().insert(named.name, *named).is_none() {
                gather(rooms, &shape);
            }
        }
        Description::List(item) | Description::Map(item) => gather(rooms, item),
        Description::Record(fields) => fields.iter().for_each(|field| gather(rooms, &field.description)),
        Description::AnyOf(forms) => forms.iter().for_each(|form| gather(rooms, form)),
        Description::Flag
        | Description::Count { .. }
        | Description::Text(_)
        | Description::Choice(_)
        | Description::Anything => {}
    }
}

/// The same for whatever is told in a room.
pub fn holds(rooms: &Rooms, named: &Named) -> bool {
    rooms.get(named.room).is_some_and(|room| room.contains_key(named.name))
}
