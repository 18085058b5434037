//! Who may do what: one table. A test prints it and compares it with `tests/permissions.txt`, so
//! that a change of permissions is read as a diff.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What somebody is to the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Somebody whose data is held.
    Customer,
    /// Takes requests and verifies people; decides nothing.
    Agent,
    /// Decides.
    Officer,
    /// Reads what happened; changes nothing and sees nobody's data.
    Auditor,
    /// Runs the portal and lets staff in; sees nobody's data and decides nothing.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Customer,
        Self::Agent,
        Self::Officer,
        Self::Auditor,
        Self::Administrator,
    ];

    /// Its name in addresses, files and databases.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Agent => "agent",
            Self::Officer => "officer",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// Whether somebody in this role works here.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Customer)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role: agent, officer, auditor or administrator")]
pub struct NotARole;

impl std::str::FromStr for Role {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(NotARole)
    }
}

/// Who a line of the table admits.
#[derive(Debug, Clone, Copy)]
struct Who {
    nobody: bool,
    customer: bool,
    agent: bool,
    officer: bool,
    auditor: bool,
    administrator: bool,
    system: bool,
}

/// No one: what every line starts from.
const NO_ONE: Who = Who {
    nobody: false,
    customer: false,
    agent: false,
    officer: false,
    auditor: false,
    administrator: false,
    system: false,
};

/// Everybody with a browser.
const EVERYBODY: Who = Who {
    nobody: true,
    customer: true,
    agent: true,
    officer: true,
    auditor: true,
    administrator: true,
    system: false,
};

/// Everybody who has signed in.
const SIGNED_IN: Who = Who {
    nobody: false,
    ..EVERYBODY
};

const CUSTOMER: Who = Who {
    customer: true,
    ..NO_ONE
};

/// Those who handle requests.
const DESK: Who = Who {
    agent: true,
    officer: true,
    ..NO_ONE
};

const OFFICER: Who = Who {
    officer: true,
    ..NO_ONE
};

/// Those who watch what is done.
const WATCHERS: Who = Who {
    officer: true,
    auditor: true,
    ..NO_ONE
};

const ADMINISTRATOR: Who = Who {
    administrator: true,
    ..NO_ONE
};

macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident = $name:literal, $who:expr;)*) => {
        /// Every act and every look that the portal offers.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Act {
            $($(#[$doc])* #[serde(rename = $name)] $act,)*
        }

        impl Act {
            /// Every act, in the table's order.
            pub const ALL: &[Self] = &[$(Self::$act),*];

            /// Its name in the ledger and in forms.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$act => $name,)* }
            }

            const fn who(self) -> Who {
                match self { $(Self::$act => $who,)* }
            }
        }
    };
}

acts! {
    // Everybody
    /// The first page, the public keys, whether the service is well.
    ReadPublicPages = "read-public-pages", EVERYBODY;
    /// To prove who one is.
    SignIn = "sign-in", EVERYBODY;
    /// To end the session; harmless without one.
    SignOut = "sign-out", EVERYBODY;
    /// To accept an invitation; the secret in it is the key.
    AcceptInvitation = "accept-invitation", EVERYBODY;
    /// To make an account; a code sent to the person is the key.
    Register = "register", EVERYBODY;
    /// To choose a new password; a code sent to the person is the key.
    ResetPassword = "reset-password", EVERYBODY;
    /// To say that one did not do what a message told of; the link in it is the key.
    StopOpening = "stop-opening", EVERYBODY;
    /// To fetch a copy that somebody hands over; link and code are the key.
    ReceiveCopy = "receive-copy", EVERYBODY;
    /// To use a right without an account.
    AskWithoutAccount = "ask-without-account", EVERYBODY;
    /// A receipt, by the number of its request.
    SeeReceipt = "see-receipt", EVERYBODY;
    /// Whether a receipt is genuine.
    VerifyReceipt = "verify-receipt", EVERYBODY;
    /// To give the password again before something grave.
    ProveAgain = "prove-again", SIGNED_IN;
    /// One's second proof and one's sessions.
    SeeOwnSecurity = "see-own-security", SIGNED_IN;
    /// To set up a second proof.
    AddSecondProof = "add-second-proof", SIGNED_IN;
    /// To do without it again.
    RemoveSecondProof = "remove-second-proof", SIGNED_IN;
    /// To change one's password, knowing the old one.
    ChangePassword = "change-password", SIGNED_IN;
    /// To end one's sessions on other devices.
    EndSessions = "end-sessions", SIGNED_IN;

    // The person's own
    /// Which systems hold something about oneself, and how much.
    SeeOwnSummary = "see-own-summary", CUSTOMER;
    /// Everything that is held about oneself.
    SeeOwnData = "see-own-data", CUSTOMER;
    /// To correct one field.
    CorrectOwnData = "correct-own-data", CUSTOMER;
    /// To hand in a file that shows what is right.
    HandInEvidence = "hand-in-evidence", CUSTOMER;
    /// To add one's own words to a field that is not changed.
    AddStatement = "add-statement", CUSTOMER;
    /// To answer, once a year, whether what is held is still right.
    ConfirmOwnData = "confirm-own-data", CUSTOMER;
    /// To have a package made.
    TakePackage = "take-package", CUSTOMER;
    /// To fetch one's package.
    DownloadPackage = "download-package", CUSTOMER;
    /// To have one's copy handed to another company.
    HandOver = "hand-over", CUSTOMER;
    /// To have what was withheld from a copy looked at by somebody else.
    AskSecondLook = "ask-second-look", CUSTOMER;
    /// What an erasure would do.
    PreviewErasure = "preview-erasure", CUSTOMER;
    /// To ask for it, after the preview.
    AskErasure = "ask-erasure", CUSTOMER;
    /// To use a right that has no page of its own: restriction, objection, review, complaint.
    AskOther = "ask-other", CUSTOMER;
    /// One's requests and their story.
    SeeOwnRequests = "see-own-requests", CUSTOMER;
    /// To show who one is, for a request made without signing in.
    VerifyOwn = "verify-own", CUSTOMER;
    /// To take a request back, an approved erasure too until it runs.
    Withdraw = "withdraw", CUSTOMER;
    /// To write to the company about one's request.
    WriteMessage = "write-message", CUSTOMER;
    /// To say what one thought of an answer.
    RateAnswer = "rate-answer", CUSTOMER;
    /// One's account: how one signs in and by what one is found.
    SeeOwnAccount = "see-own-account", CUSTOMER;
    /// To add or let go of an address or number of one's own.
    ChangeContacts = "change-contacts", CUSTOMER;
    /// One's choices.
    SeeOwnChoices = "see-own-choices", CUSTOMER;
    /// To choose.
    ChangeChoices = "change-choices", CUSTOMER;

    // The desk
    /// What is due, what is stuck.
    SeeQueue = "see-queue", DESK;
    /// To find a person's requests by something that names exactly them.
    FindPerson = "find-person", DESK;
    /// Any request with its plan.
    SeeRequest = "see-request", DESK;
    /// What a person handed in with a correction.
    SeeEvidence = "see-evidence", DESK;
    /// To write to a person about their request.
    WriteToPerson = "write-to-person", DESK;
    /// To take a request for somebody on the phone, by letter or at the counter.
    EnterRequest = "enter-request", Who { system: true, ..DESK };
    /// To note what papers somebody showed.
    NoteEvidence = "note-evidence", DESK;
    /// To have what somebody says compared with what is held.
    CompareAnswers = "compare-answers", DESK;
    /// To have a code sent to a person, and to give back what they say it is.
    SendDeskCode = "send-desk-code", DESK;
    /// A person: how they are reached, their requests, choices and looks, what was noted.
    SeePerson = "see-person", DESK;
    /// To see how a person is reached, with a reason.
    RevealContact = "reveal-contact", DESK;
    /// To note something about a person.
    WriteNote = "write-note", DESK;
    /// To write down what a person wants corrected, who cannot do it themselves.
    PrepareCorrection = "prepare-correction", DESK;
    /// To look at what a colleague wrote down, old and new, before a store is written.
    CheckCorrection = "check-correction", DESK;
    /// To take a request on.
    Assign = "assign", DESK;
    /// To begin checking who asks.
    StartVerifying = "start-verifying", DESK;
    /// To state that a person is who they say.
    Verify = "verify", DESK;
    /// To stop the clock while the person is asked something.
    Pause = "pause", DESK;
    /// To let the clock run again.
    Resume = "resume", DESK;
    /// To let somebody's account open again after somebody said that it was not them.
    LiftStop = "lift-stop", DESK;

    // The officer
    /// To say that two people are one, and to take it back.
    MergePeople = "merge-people", OFFICER;
    /// To let a request run.
    Approve = "approve", OFFICER;
    /// To refuse it, on a ground.
    Refuse = "refuse", OFFICER;
    /// To take more time, with reasons.
    Extend = "extend", OFFICER;
    /// To answer what no machine can.
    Answer = "answer", OFFICER;
    /// To take the queue away as a file.
    ExportQueue = "export-queue", OFFICER;
    /// To note that somebody who gets the data was told of its correction.
    TellRecipient = "tell-recipient", OFFICER;
    /// To have a stopped request tried again.
    Retry = "retry", OFFICER;
    /// To place a legal hold on somebody.
    PlaceHold = "place-hold", OFFICER;
    /// To lift one that somebody else placed.
    LiftHold = "lift-hold", OFFICER;
    /// To restrict what is done with somebody's data.
    Restrict = "restrict", OFFICER;
    /// To tell somebody that a restriction ends.
    TellEnd = "tell-end", OFFICER;
    /// To lift a restriction, after the person was told.
    LiftRestriction = "lift-restriction", OFFICER;
    /// To see who of those who were erased is back, and to say that they lawfully are.
    JudgeReturn = "judge-return", OFFICER;
    /// To say, after looking, what became of a step of which a machine cannot tell.
    Settle = "settle", OFFICER;
    /// To write the words that everybody at the desk sends.
    WriteTemplate = "write-template", OFFICER;

    /// What is held back from copies until somebody has read it.
    SeeBench = "see-bench", OFFICER;
    /// To let out what was read, to cover parts of it, or to withhold it.
    Redact = "redact", OFFICER;
    /// To tell a person what came of it.
    TellReviewed = "tell-reviewed", OFFICER;

    // Those who watch and run
    /// How rights were used over a period.
    SeeReports = "see-reports", WATCHERS;
    /// The audit ledger.
    SeeLedger = "see-ledger", WATCHERS;
    /// To take the audit ledger, the access log or the records of processing away as a file.
    ExportLedger = "export-ledger", WATCHERS;
    /// The data map with what the stores really look like.
    SeeMap = "see-map", Who { officer: true, auditor: true, administrator: true, ..NO_ONE };
    /// To let somebody work here.
    InviteStaff = "invite-staff", ADMINISTRATOR;
    /// To see who is signed in, and on what.
    SeeSessions = "see-sessions", ADMINISTRATOR;
    /// To end sessions of others.
    EndOthersSessions = "end-others-sessions", ADMINISTRATOR;
    /// To have a code written for a letter to a customer.
    InviteCustomer = "invite-customer", ADMINISTRATOR;

    // The machine
    /// To write down, at the operator's word, as whom staff are customers.
    TieStaff = "tie-staff", Who { system: true, ..NO_ONE };
    /// To approve, by a rule, what destroys nothing.
    ApproveByRule = "approve-by-rule", Who { system: true, ..NO_ONE };
    /// To run a request on the stores and say how it went.
    Run = "run", Who { system: true, ..NO_ONE };
    /// To restrict what is done with somebody's data where the law says so by itself.
    RestrictByRule = "restrict-by-rule", Who { system: true, ..NO_ONE };
    /// To let back whom the company says, or an account shows, to be a customer again.
    SayReturned = "say-returned", Who { system: true, ..NO_ONE };
    /// To erase what had to stay, when its time is over.
    EraseLater = "erase-later", Who { system: true, ..NO_ONE };
    /// To erase once more whom a restored backup brought back.
    Replay = "replay", Who { system: true, ..NO_ONE };
    /// To forget a second proof that was lost, at the operator's word.
    ForgetSecondProof = "forget-second-proof", Who { system: true, ..NO_ONE };
    /// To close what nobody verified in time.
    Expire = "expire", Who { system: true, ..NO_ONE };
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Act {
    /// Whether somebody who has not signed in may.
    pub const fn open_to_nobody(self) -> bool {
        self.who().nobody
    }

    /// Whether the machine may, acting for nobody.
    pub const fn open_to_system(self) -> bool {
        self.who().system
    }
}

impl Role {
    /// Whether somebody in this role may at all. Whose data or request it is, is checked apart.
    pub const fn may(self, act: Act) -> bool {
        let who = act.who();
        match self {
            Self::Customer => who.customer,
            Self::Agent => who.agent,
            Self::Officer => who.officer,
            Self::Auditor => who.auditor,
            Self::Administrator => who.administrator,
        }
    }
}
