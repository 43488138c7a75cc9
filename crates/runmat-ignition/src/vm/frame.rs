//! Frames: the calls in progress, as data.

use crate::builtin::{BuiltinId, Then};
use crate::bytecode::{CodeObject, Want};
use runmat_value::{Error, Name, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A call in progress.
pub enum Frame {
    /// Of compiled code.
    Code(CodeFrame),
    /// Of a builtin that waits for something it asked for.
    Native(NativeFrame),
}

/// A call of compiled code. Its registers are `base..base + code.registers` of the machine's.
pub struct CodeFrame {
    /// What runs.
    pub code: Arc<CodeObject>,
    /// Next instruction (while the frame is not on top: the one after the call).
    pub pc: usize,
    /// Its first register.
    pub base: usize,
    /// Inputs given.
    pub nargin: u16,
    /// Outputs wanted.
    pub nargout: u16,
    /// Where its results go, in the caller's terms.
    pub want: Want,
    /// What few frames need.
    pub extra: Option<Box<Extra>>,
}

/// What few frames need.
#[derive(Default)]
pub struct Extra {
    /// Variables made by name at run time.
    pub dynamic: BTreeMap<Name, Value>,
    /// Whose workspace a script or evaluated text works on.
    pub owner: Owner,
    /// Errors that clean-up code runs under, innermost last.
    pub pending: Vec<Error>,
    /// The error a `catch` has just received.
    pub caught: Option<Error>,
    /// An `onCleanup` function: its errors become warnings.
    pub is_cleanup: bool,
    /// An error on its way out that waits for this clean-up function.
    pub after: Option<Error>,
}

/// Whose workspace code works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owner {
    /// Its own.
    #[default]
    Own,
    /// The session's.
    Base,
    /// That of the frame with this index.
    Frame(usize),
}

/// A builtin between two of its steps.
pub struct NativeFrame {
    /// Which.
    pub id: BuiltinId,
    /// Where it goes on.
    pub then: Then,
    /// Outputs wanted of it.
    pub nargout: u16,
    /// Where its results go, in the caller's terms.
    pub want: Want,
    /// Its callee's output is being captured.
    pub capture: bool,
}

impl CodeFrame {
    /// The extras, made when first needed.
    pub fn extra(&mut self) -> &mut Extra {
        self.extra.get_or_insert_default()
    }

    /// Whose workspace it works on.
    pub fn owner(&self) -> Owner {
        self.extra.as_ref().map_or(Owner::Own, |e| e.owner)
    }
}

/// Outputs wanted, given where they go.
pub fn wanted(want: Want, forwarded: u16) -> u16 {
    match want {
        Want::One(_) => 1,
        Want::Many(_, n) => n,
        Want::Statement(_) | Want::Discard => 0,
        Want::Forward => forwarded,
        Want::List(..) => 1,
    }
}
