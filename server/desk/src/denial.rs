//! A refusal, whole or in part, with everything a person needs to contest it.

use habeas_domain::{
    map::Tell,
    request::{Denial, DenialBasis, Outcome, Request, State},
    view::RefusalView,
};

use crate::{Desk, keep::Private};

impl Desk {
    /// A refusal in words of the map and keys of the law's words.
    pub(crate) fn denial_view(&self, denial: &Denial, note: String) -> RefusalView {
        let controller = &self.map().controller;
        let ground = match &denial.basis {
            DenialBasis::Law(_) => denial.basis.key().unwrap_or_default(),
            DenialBasis::Map(name) => {
                let known = self.map().grounds.get(name);
                known.map(|ground| ground.label.clone()).unwrap_or_default()
            }
        };
        let label = |place: &String| {
            let place = self.map().resolve("", place);
            let system = self.map().store(&place.store)?;
            let collection = system.collection(&place.collection)?;
            Some(format!("{} ({})", collection.label, system.label))
        };
        RefusalView {
            ground,
            law: denial.law.clone(),
            note,
            authority: if denial.appeal.authority {
                controller.authority.clone()
            } else {
                String::new()
            },
            court: denial.appeal.court,
            appeal: denial.appeal.law.clone().unwrap_or_default(),
            appeal_until: denial.appeal_until,
            stays: denial.stays.iter().filter_map(label).collect(),
            purpose: denial.purpose.clone(),
            until: denial.until,
            told: denial.tell == Tell::Person,
        }
    }

    /// What was refused of a request, or of its answer. The person reads what they may be told.
    pub(crate) fn parts(
        &self,
        request: &Request,
        private: &Private,
        person_reads: bool,
    ) -> Vec<RefusalView> {
        let answered = match &request.state {
            State::Answered {
                outcome: Outcome::InPart { refused },
                ..
            } => refused.as_slice(),
            _ => &[],
        };
        // Before the answer, and what nobody may be told, is for staff.
        let kept = request
            .withheld
            .iter()
            .filter(|denial| !person_reads && !answered.contains(denial));
        let mut parts: Vec<RefusalView> = answered
            .iter()
            .chain(kept)
            .map(|denial| self.denial_view(denial, String::new()))
            .collect();
        let note = private.note.clone().unwrap_or_default();
        let decided = !request.withheld.is_empty();
        if let Some(last) = parts.iter_mut().rfind(|part| part.told && decided) {
            last.note = note;
        }
        parts
    }
}
