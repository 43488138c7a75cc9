//! A channel for one value, from anywhere to a waiting task.
//!
//! The receiver is woken exactly once: by the value, or by the loss of the sender. Either end may be dropped at any
//! time; what was sent to nobody comes back to the sender or is dropped.

use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use crate::sync::Mutex;

/// Makes a connected pair.
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Mutex::new(State { value: None, waker: None, sender: true, receiver: true }));
    (Sender { shared: shared.clone() }, Receiver { shared })
}

struct State<T> {
    value: Option<T>,
    waker: Option<Waker>,
    sender: bool,
    receiver: bool,
}

/// The end that gives the value.
pub struct Sender<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T> Sender<T> {
    /// Hands the value over and wakes the receiver.
    ///
    /// # Errors
    ///
    /// The value itself when the receiver is gone.
    pub fn send(self, value: T) -> Result<(), T> {
        let mut state = self.shared.lock();
        if !state.receiver {
            return Err(value);
        }
        state.value = Some(value);
        Ok(()) // dropping the sender wakes
    }

    /// Whether nobody waits for the value any more.
    pub fn is_closed(&self) -> bool {
        !self.shared.lock().receiver
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let waker = {
            let mut state = self.shared.lock();
            state.sender = false;
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("closed", &self.is_closed()).finish()
    }
}

/// The end that waits for the value; a future.
#[must_use = "a future does nothing unless polled"]
pub struct Receiver<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T> Receiver<T> {
    /// The value or the loss of the sender, if one of them has happened; waits for nothing.
    ///
    /// # Errors
    ///
    /// [`Closed`] when the sender is gone without a value, or the value was taken before.
    pub fn try_receive(&mut self) -> Option<Result<T, Closed>> {
        self.shared.lock().outcome()
    }
}

impl<T> State<T> {
    fn outcome(&mut self) -> Option<Result<T, Closed>> {
        match self.value.take() {
            Some(value) => Some(Ok(value)),
            None if self.sender => None,
            None => Some(Err(Closed)),
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.shared.lock();
        if let Some(outcome) = state.outcome() {
            return Poll::Ready(outcome);
        }
        let keep = state.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker()));
        let replaced = if keep { None } else { state.waker.replace(cx.waker().clone()) };
        drop(state);
        drop(replaced);
        Poll::Pending
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let left = {
            let mut state = self.shared.lock();
            state.receiver = false;
            (state.value.take(), state.waker.take())
        };
        drop(left);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.lock();
        f.debug_struct("Receiver").field("ready", &(state.value.is_some() || !state.sender)).finish()
    }
}

/// The sender is gone and will send nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the sender was dropped without sending")
    }
}

impl core::error::Error for Closed {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::CountingWaker;

    #[test]
    fn a_value_wakes_exactly_once() {
        let (sender, mut receiver) = channel();
        let waker = CountingWaker::new();
        assert!(waker.poll(&mut receiver).is_pending());
        assert!(waker.poll(&mut receiver).is_pending());
        sender.send(7).unwrap();
        assert_eq!(waker.count(), 1);
        assert_eq!(waker.poll(&mut receiver), Poll::Ready(Ok(7)));
        assert_eq!(waker.poll(&mut receiver), Poll::Ready(Err(Closed)));
    }

    #[test]
    fn the_last_waker_counts() {
        let (sender, mut receiver) = channel();
        let (first, last) = (CountingWaker::new(), CountingWaker::new());
        assert!(first.poll(&mut receiver).is_pending());
        assert!(last.poll(&mut receiver).is_pending());
        sender.send(()).unwrap();
        assert_eq!((first.count(), last.count()), (0, 1));
    }

    #[test]
    fn each_end_notices_the_loss_of_the_other() {
        let (sender, mut receiver) = channel::<u8>();
        let waker = CountingWaker::new();
        assert!(waker.poll(&mut receiver).is_pending());
        drop(sender);
        assert_eq!(waker.count(), 1);
        assert_eq!(receiver.try_receive(), Some(Err(Closed)));

        let (sender, mut receiver) = channel::<u8>();
        assert!(waker.poll(&mut receiver).is_pending());
        drop(receiver);
        assert_eq!(waker.held(), 0);
        assert!(sender.is_closed());
        assert_eq!(sender.send(1), Err(1));
        assert_eq!(waker.count(), 1);
    }

    #[test]
    fn works_between_threads() {
        for _ in 0..200 {
            let (sender, mut receiver) = channel();
            let thread = std::thread::spawn(move || sender.send(5));
            let waker = CountingWaker::new();
            let value = loop {
                match waker.poll(&mut receiver) {
                    Poll::Ready(value) => break value,
                    Poll::Pending => while waker.count() == 0 {},
                }
            };
            assert_eq!(value, Ok(5));
            thread.join().unwrap().unwrap();
        }
    }
}
