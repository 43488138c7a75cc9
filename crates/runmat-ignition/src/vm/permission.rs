//! Effects that the host has refused: an error, or a question to the host and, if it agrees, the same call again.
//!
//! Only the first step of a builtin is made again: one that does something to the world outside in a later step goes
//! there by a call of another.

use super::Machine;
use super::slow::Next;
use crate::builtin::{BuiltinId, Values};
use crate::bytecode::Want;
use crate::host::Denial;
use runmat_value::{Error, ErrorKind, Result, Value};

/// The builtin that asks the host.
const ASK: &str = "__permission__";

impl Machine {
    /// The arguments of a call, where it may have to be made again.
    #[inline]
    pub(crate) fn keep(&self, args: &[Value]) -> Option<Values> {
        self.session.denials.asks().then(|| Values::from_iter(args.iter().cloned()))
    }

    /// Whether the host has refused something, and what comes next then. `kept`: a call that can be made again.
    #[inline]
    pub(crate) fn denied(&mut self, id: BuiltinId, kept: Option<Values>, want: Want) -> Result<Option<Next>> {
        if self.session.denials.is_empty() {
            return Ok(None);
        }
        self.refused(id, kept, want)
    }

    /// Puts effects that were told where they took place, on the error stream.
    pub fn tell_effects(&mut self) {
        for (kind, what, granted) in self.session.denials.take_told() {
            let granted = if granted { "granted" } else { "refused" };
            self.session.output.note(&format!("effect: {} {what} ({granted})\n", kind.name()));
        }
    }

    #[cold]
    fn refused(&mut self, id: BuiltinId, kept: Option<Values>, want: Want) -> Result<Option<Next>> {
        if self.session.denials.is_stopped() {
            return Err(ErrorKind::Cancelled.into());
        }
        self.tell_effects();
        let Some(denial) = self.session.denials.take() else { return Ok(None) };
        let ask =
            self.library.find(ASK, self.session.dialect).filter(|_| self.session.denials.asks() && !denial.forbidden);
        let (Some(ask), Some(kept)) = (ask, kept) else {
            return Err(Error::new("RunMat:CapabilityDenied", denial.text));
        };
        let Denial { kind, what, text, .. } = denial;
        let name = self.library.builtin(id).name;
        let mut args = Values::from_iter([&text, kind.name(), what.as_str(), name].map(Value::text));
        args.extend(kept);
        self.call_builtin(ask, args, want).map(Some)
    }
}
