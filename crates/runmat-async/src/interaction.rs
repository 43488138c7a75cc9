//! What a run may wait for, and how synchronous code says so.
//!
//! A builtin is a plain function. When it needs something that is not there yet it returns
//! [`RuntimeControlFlow::Suspend`] with a description, as data, of what it waits for; the loop that called it
//! parks the run and turns the description into an awaitable. Nothing here holds a waker, a future or a value of
//! the language, so a suspended run can be saved together with its pending request.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::id::TaskId;

/// What a suspended run waits for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PendingInteraction {
    /// A line typed by the user.
    Input {
        /// Text to show before the answer.
        prompt: String,
        /// Whether the answer is the raw text (`true`) or an expression to evaluate (`false`).
        text: bool,
    },
    /// A command to run in the workspace of the suspended function.
    Keyboard {
        /// Text to show before the command.
        prompt: String,
    },
    /// Any key.
    Key,
    /// A moment on the session's clock.
    Timer {
        /// The moment, measured from the fixed start of the session's [`Clock`](crate::Clock).
        until: Duration,
    },
    /// The results of a function that the host provides. Its arguments are kept by the one who waits.
    Host {
        /// Name under which the host registered the function.
        name: String,
    },
    /// The end of other tasks: of all, or of any one of them.
    Tasks {
        /// Which.
        ids: Vec<TaskId>,
        /// One is enough.
        any: bool,
        /// The moment after which the wait is over in any case.
        until: Option<Duration>,
    },
    /// Leave to do something to the world outside: `yes`, or anything else.
    Permission {
        /// The question, for a user.
        prompt: String,
        /// What kind of effect.
        kind: String,
        /// The path, the host, the command.
        what: String,
    },
    /// A turn of the other tasks that are ready.
    Turn,
    /// A snapshot of everything in a file.
    Checkpoint {
        /// Where.
        path: String,
    },
}

impl PendingInteraction {
    /// The text to show to a user, if this is a question to one.
    pub fn prompt(&self) -> Option<&str> {
        match self {
            Self::Input { prompt, .. } | Self::Keyboard { prompt } | Self::Permission { prompt, .. } => Some(prompt),
            Self::Key
            | Self::Timer { .. }
            | Self::Host { .. }
            | Self::Tasks { .. }
            | Self::Turn
            | Self::Checkpoint { .. } => None,
        }
    }

    /// Whether a host has to act before the run can go on (timers and tasks end by themselves).
    pub fn needs_host(&self) -> bool {
        !matches!(self, Self::Timer { .. } | Self::Tasks { .. } | Self::Turn)
    }
}

/// Why synchronous code did not return a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeControlFlow<E> {
    /// It has to wait: park the run until this has happened, then go on.
    Suspend(PendingInteraction),
    /// It failed.
    Error(E),
}

impl<E> RuntimeControlFlow<E> {
    /// Applies `convert` to the error and leaves a suspension as it is.
    pub fn map_error<F>(self, convert: impl FnOnce(E) -> F) -> RuntimeControlFlow<F> {
        match self {
            Self::Suspend(pending) => RuntimeControlFlow::Suspend(pending),
            Self::Error(error) => RuntimeControlFlow::Error(convert(error)),
        }
    }

    /// The error, unless this is a suspension.
    pub fn into_error(self) -> Option<E> {
        match self {
            Self::Suspend(_) => None,
            Self::Error(error) => Some(error),
        }
    }
}

impl<E> From<E> for RuntimeControlFlow<E> {
    fn from(error: E) -> Self {
        Self::Error(error)
    }
}

impl<E: fmt::Display> fmt::Display for RuntimeControlFlow<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Suspend(_) => f.write_str("suspended"),
            Self::Error(error) => error.fmt(f),
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for RuntimeControlFlow<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Suspend(_) => None,
            Self::Error(error) => Some(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suspension_passes_through_error_conversion() {
        let wait: RuntimeControlFlow<u8> = RuntimeControlFlow::Suspend(PendingInteraction::Key);
        assert_eq!(wait.map_error(u16::from), RuntimeControlFlow::Suspend(PendingInteraction::Key));
        let fail = || -> Result<(), RuntimeControlFlow<u8>> { Err(3)? };
        assert_eq!(fail().unwrap_err().map_error(u16::from).into_error(), Some(3));
    }

    #[test]
    fn only_questions_have_a_prompt() {
        let ask = PendingInteraction::Input { prompt: "x = ".into(), text: false };
        assert_eq!((ask.prompt(), ask.needs_host()), (Some("x = "), true));
        let sleep = PendingInteraction::Timer { until: Duration::ZERO };
        assert_eq!((sleep.prompt(), sleep.needs_host()), (None, false));
    }
}
