//! A question to a host, and the end at which it is answered.
//!
//! The run keeps the [`InputAwaitable`], the host gets the [`InputResponder`] together with the
//! [`PendingInteraction`](crate::PendingInteraction) that says what is asked. What the answer means (text, an
//! expression, a key) is decided by who asked.

use alloc::string::String;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::oneshot::{self, Receiver, Sender};

/// Waits for the answer of a host. Woken exactly once; dropping it withdraws the question.
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct InputAwaitable {
    answer: Receiver<Result<String, InputError>>,
}

impl InputAwaitable {
    /// A question and its answering end.
    pub fn pair() -> (Self, InputResponder) {
        let (sender, answer) = oneshot::channel();
        (Self { answer }, InputResponder { sender })
    }

    /// The answer, if it is there; waits for nothing.
    ///
    /// # Errors
    ///
    /// As the future itself.
    pub fn try_answer(&mut self) -> Option<Result<String, InputError>> {
        self.answer.try_receive().map(flatten)
    }
}

impl Future for InputAwaitable {
    type Output = Result<String, InputError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.answer).poll(cx).map(flatten)
    }
}

/// Answers one question. Dropping it without an answer ends the wait with [`InputError::Abandoned`].
#[derive(Debug)]
pub struct InputResponder {
    sender: Sender<Result<String, InputError>>,
}

impl InputResponder {
    /// Gives the answer.
    ///
    /// # Errors
    ///
    /// The text itself when the question was withdrawn.
    pub fn answer(self, text: impl Into<String>) -> Result<(), String> {
        self.sender.send(Ok(text.into())).map_err(Result::unwrap_or_default)
    }

    /// Says that there will be no answer, as with an interrupt or the end of the input.
    pub fn cancel(self) {
        let _withdrawn = self.sender.send(Err(InputError::Cancelled));
    }

    /// Whether the question was withdrawn, so that a host can take the prompt off the screen.
    pub fn is_withdrawn(&self) -> bool {
        self.sender.is_closed()
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputError {
    /// The host refused.
    Cancelled,
    /// The host lost the question.
    Abandoned,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "the input was cancelled",
            Self::Abandoned => "nobody is left to answer the input",
        })
    }
}

impl core::error::Error for InputError {}

fn flatten(received: Result<Result<String, InputError>, oneshot::Closed>) -> Result<String, InputError> {
    received.unwrap_or(Err(InputError::Abandoned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::CountingWaker;

    #[test]
    fn an_answer_wakes_once() {
        let (mut question, responder) = InputAwaitable::pair();
        let waker = CountingWaker::new();
        assert!(waker.poll(&mut question).is_pending());
        responder.answer("42").unwrap();
        assert_eq!(waker.count(), 1);
        assert_eq!(waker.poll(&mut question), Poll::Ready(Ok("42".into())));
    }

    #[test]
    fn refusing_and_losing_differ() {
        let (mut question, responder) = InputAwaitable::pair();
        responder.cancel();
        assert_eq!(question.try_answer(), Some(Err(InputError::Cancelled)));
        let (mut question, responder) = InputAwaitable::pair();
        assert_eq!(question.try_answer(), None);
        drop(responder);
        assert_eq!(question.try_answer(), Some(Err(InputError::Abandoned)));
    }

    #[test]
    fn dropping_the_question_withdraws_it() {
        let (mut question, responder) = InputAwaitable::pair();
        let waker = CountingWaker::new();
        assert!(waker.poll(&mut question).is_pending());
        drop(question);
        assert_eq!(waker.held(), 0);
        assert!(responder.is_withdrawn());
        assert_eq!(responder.answer("late"), Err("late".into()));
        assert_eq!(waker.count(), 0);
    }
}
