//! What became of a command.

use crate::document::{Id, Map, Text, choice, record};
use crate::error::{Code, Error, Language};

choice! {
    /// What became of a command.
    pub enum Status {
        /// It was applied.
        Applied = "applied",
        /// It had been applied before with the same content: nothing changes.
        AlreadyApplied = "already_applied",
        /// Its id was used before with other content.
        Conflict = "conflict",
        /// It was rejected.
        Rejected = "rejected",
        /// It was not applied, because another of its group was rejected or in conflict.
        NotApplied = "not_applied",
    }
}

record! {
    /// What became of one command.
    pub struct CommandResult {
        /// The command.
        pub id: Id,
        /// What became of it.
        pub status: Status,
        /// Why, where it was rejected or in conflict.
        pub rejection: Option<Rejection>,
    }
}

record! {
    /// Why a command was rejected: the members of a refusal.
    pub struct Rejection {
        /// The code's name.
        pub code: Text,
        /// The code's number.
        pub number: u16,
        /// Where: an RFC 6901 pointer into the request. Of a conflict, the field that differs.
        pub path: Text,
        /// The parameters of the messages.
        pub parameters: Map<Id, Text>,
        /// In English.
        pub en: Told,
        /// In Chinese.
        pub zh_cn: Told,
    }
}

record! {
    /// A rejection in words.
    pub struct Told {
        /// What is wrong.
        pub message: Text,
        /// How to repair it.
        pub repair: Text,
    }
}

impl CommandResult {
    pub(super) fn new(id: &Id, status: Status) -> Self {
        Self { id: id.clone(), status, rejection: None }
    }

    /// The result of the command that brought its group down.
    pub(super) fn refused(id: Id, error: &Error) -> Self {
        let status = if error.code == Code::CommandConflict { Status::Conflict } else { Status::Rejected };
        Self { id, status, rejection: Some(Rejection::of(error)) }
    }
}

impl Rejection {
    fn of(error: &Error) -> Self {
        let told = |language: Language| Told {
            message: error.message(language).into(),
            repair: error.repair(language).into(),
        };
        let parameters = error.parameters.iter();
        let parameters =
            parameters.filter_map(|(name, value)| Some((Id::new(name).ok()?, value.clone().into())));
        Self {
            code: error.code.slug().into(),
            number: error.code.number(),
            path: error.path.clone().into(),
            parameters: parameters.collect(),
            en: told(Language::English),
            zh_cn: told(Language::Chinese),
        }
    }
}
