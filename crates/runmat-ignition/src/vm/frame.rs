//! Frames: the calls in progress, as data.

use crate::builtin::{BuiltinId, Then};
use crate::bytecode::{CodeObject, Want};
use runmat_value::{Error, Name, Value};
use std::collections::BTreeMap;
use std::ptr::NonNull;
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
    pub code: CodeRef,
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

/// The code of a frame: counted, or, for calls by name, borrowed from the table of functions, which keeps what it has
/// given out until no frame is left ([`super::functions::Functions::release`]). Counting would cost such a call two
/// atomic operations.
pub struct CodeRef {
    code: NonNull<CodeObject>,
    counted: bool,
}

// SAFETY: a shared reference to a `CodeObject`, which is `Send` and `Sync`, by other means.
unsafe impl Send for CodeRef {}
// SAFETY: as above.
unsafe impl Sync for CodeRef {}

impl CodeRef {
    /// Counted.
    pub fn new(code: Arc<CodeObject>) -> Self {
        // SAFETY: a pointer out of an `Arc` points to its data.
        let code = NonNull::from(unsafe { &*Arc::into_raw(code) });
        CodeRef { code, counted: true }
    }

    /// Borrowed.
    ///
    /// # Safety
    /// `code` outlives what is made.
    #[inline(always)]
    pub unsafe fn borrowed(code: &Arc<CodeObject>) -> Self {
        CodeRef { code: NonNull::from(&**code), counted: false }
    }

    /// Whether dropping it has something to do.
    #[inline(always)]
    pub fn is_counted(&self) -> bool {
        self.counted
    }

    /// The code to keep.
    pub fn share(&self) -> Arc<CodeObject> {
        // SAFETY: the pointer comes from an `Arc`, which is alive.
        unsafe {
            Arc::increment_strong_count(self.code.as_ptr());
            Arc::from_raw(self.code.as_ptr())
        }
    }
}

impl std::ops::Deref for CodeRef {
    type Target = CodeObject;

    #[inline(always)]
    fn deref(&self) -> &CodeObject {
        // SAFETY: counted, or kept by the table of functions.
        unsafe { self.code.as_ref() }
    }
}

impl Drop for CodeRef {
    #[inline]
    fn drop(&mut self) {
        if self.counted {
            // SAFETY: made by `Arc::into_raw`.
            drop(unsafe { Arc::from_raw(self.code.as_ptr()) });
        }
    }
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
    /// Results to be handed on, which wait for clean-up functions.
    pub forwarded: Option<crate::builtin::Values>,
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
        Want::List(..) | Want::Branch { .. } => 1,
    }
}
