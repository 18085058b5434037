//! Who acts.

use serde::{Deserialize, Serialize};

use crate::{
    id::{StaffId, SubjectId},
    role::{Act, Role},
};

/// Whoever is at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// Somebody who has not signed in.
    Nobody,
    /// A person whose data is held.
    Customer(SubjectId),
    /// Somebody who works here.
    Staff {
        /// Who.
        id: StaffId,
        /// As what. Never [`Role::Customer`]; if it were, nothing would be allowed.
        role: Role,
    },
    /// The machine, on its own or at the clock's word.
    System,
}

impl Actor {
    /// Whether they may at all. Whose data or request it is, is checked apart.
    pub fn may(&self, act: Act) -> bool {
        match self {
            Self::Nobody => act.open_to_nobody(),
            Self::Customer(_) => Role::Customer.may(act),
            Self::Staff { role, .. } => role.is_staff() && role.may(act),
            Self::System => act.open_to_system(),
        }
    }

    /// Their role, if they have one.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Customer(_) => Some(Role::Customer),
            Self::Staff { role, .. } => Some(*role),
            Self::Nobody | Self::System => None,
        }
    }

    /// Whether this is the person themselves.
    pub fn is_subject(&self, subject: SubjectId) -> bool {
        *self == Self::Customer(subject)
    }

    /// How the story of a request names them.
    pub fn by(&self) -> By {
        match self {
            Self::Nobody => By::Visitor,
            Self::Customer(_) => By::Person,
            Self::Staff { id, role } => By::Staff {
                id: *id,
                role: *role,
            },
            Self::System => By::System,
        }
    }
}

/// Who did something, as it is written down: staff by number, the person not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum By {
    /// Somebody who had not signed in.
    Visitor,
    /// The person whose request it is.
    Person,
    /// Somebody who works here.
    Staff {
        /// Who.
        id: StaffId,
        /// As what.
        role: Role,
    },
    /// The machine.
    System,
}

impl By {
    /// Which of the staff, if any.
    pub fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The role, for the story on the page: none for the machine and for visitors.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Person => Some(Role::Customer),
            Self::Staff { role, .. } => Some(*role),
            Self::Visitor | Self::System => None,
        }
    }
}

/// Four eyes: whoever entered or verified a request does not decide on it.
pub fn four_eyes(actor: &Actor, earlier: &[Option<By>]) -> bool {
    let Actor::Staff { id, .. } = actor else {
        return true;
    };
    !earlier.iter().flatten().any(|by| by.staff() == Some(*id))
}
