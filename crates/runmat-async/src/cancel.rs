//! Cancellation: a flag that is set once, with a reason, and tells those who wait for it.
//!
//! A token asks; it stops nothing by itself. Synchronous code looks at [`CancelToken::is_cancelled`] now and then,
//! suspended code waits for [`CancelToken::cancelled`]. What is being cancelled is not known here.

use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicU8, Ordering};
use core::task::{Context, Poll};

use crate::sync::Mutex;
use crate::wakers::WakerSet;

/// Why something was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum CancelReason {
    /// A user or a host asked for it.
    Requested = 1,
    /// It took too long.
    Timeout,
    /// Another limit of the run was reached.
    Limit,
    /// The scope that it belongs to has ended.
    ScopeEnded,
    /// The executor or the session is being shut down.
    Shutdown,
}

impl CancelReason {
    const ALL: [Self; 5] = [Self::Requested, Self::Timeout, Self::Limit, Self::ScopeEnded, Self::Shutdown];

    fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| *reason as u8 == code)
    }
}

impl fmt::Display for CancelReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Requested => "cancelled on request",
            Self::Timeout => "timed out",
            Self::Limit => "limit reached",
            Self::ScopeEnded => "scope ended",
            Self::Shutdown => "shut down",
        })
    }
}

/// A shared flag that can be set once. Copies are the same flag.
#[derive(Clone)]
pub struct CancelToken {
    node: Arc<Node>,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self { node: Arc::new(Node::new(0)) }
    }

    /// A token that is cancelled together with this one, for the same reason, but can also be cancelled alone.
    pub fn child(&self) -> Self {
        let mut links = self.node.links.lock();
        let node = Arc::new(Node::new(self.node.reason.load(Ordering::Acquire)));
        if !node.is_cancelled() {
            links.adopt(&node);
        }
        Self { node }
    }

    /// Cancels this token and its children, and wakes those who wait for them. Only the first call counts; whether
    /// this was it is the answer.
    pub fn cancel(&self, reason: CancelReason) -> bool {
        let marked = self.mark_tree(reason);
        marked.iter().for_each(|node| node.wake_listeners());
        !marked.is_empty()
    }

    /// Whether this token has been cancelled.
    #[inline]
    pub fn is_cancelled(&self) -> bool {
        self.node.is_cancelled()
    }

    /// Why it has been cancelled, if it has.
    pub fn reason(&self) -> Option<CancelReason> {
        CancelReason::from_code(self.node.reason.load(Ordering::Acquire))
    }

    /// A future that ends when this token is cancelled. Dropping it leaves nothing behind.
    pub fn cancelled(&self) -> Cancelled {
        Cancelled { token: self.clone(), key: None }
    }

    /// Marks every node of the tree before anybody is told, parents first; those that were marked already end the
    /// descent.
    fn mark_tree(&self, reason: CancelReason) -> Vec<Arc<Node>> {
        let mut marked = Vec::new();
        let mut next = self.node.mark(reason).then(|| self.node.clone());
        let mut pending = Vec::new();
        while let Some(node) = next {
            let children = core::mem::take(&mut node.links.lock().children);
            pending.extend(children.iter().filter_map(Weak::upgrade).filter(|child| child.mark(reason)));
            marked.push(node);
            next = pending.pop();
        }
        marked
    }
}

impl Default for CancelToken {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CancelToken").field(&self.reason()).finish()
    }
}

/// Ends with the reason when its token is cancelled. Made by [`CancelToken::cancelled`].
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct Cancelled {
    token: CancelToken,
    key: Option<usize>,
}

impl Future for Cancelled {
    type Output = CancelReason;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<CancelReason> {
        let this = &mut *self;
        let mut links = this.token.node.links.lock();
        if let Some(reason) = this.token.reason() {
            return Poll::Ready(reason);
        }
        let replaced = links.listeners.set(&mut this.key, cx.waker());
        drop(links);
        drop(replaced);
        Poll::Pending
    }
}

impl Drop for Cancelled {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            let waker = self.token.node.links.lock().listeners.remove(key);
            drop(waker);
        }
    }
}

/// One flag of the tree. Parents know their children, weakly; children do not know their parents.
struct Node {
    /// 0, or the code of a [`CancelReason`]. Set before `links` is read for notification and checked under its lock
    /// before anything is added, so nobody is forgotten.
    reason: AtomicU8,
    links: Mutex<Links>,
}

#[derive(Default)]
struct Links {
    listeners: WakerSet,
    children: Vec<Weak<Node>>,
    /// Number of children at which the dead ones are swept out.
    sweep_at: usize,
}

impl Node {
    fn new(reason: u8) -> Self {
        Self { reason: AtomicU8::new(reason), links: Mutex::new(Links::default()) }
    }

    #[inline]
    fn is_cancelled(&self) -> bool {
        self.reason.load(Ordering::Acquire) != 0
    }

    fn mark(&self, reason: CancelReason) -> bool {
        self.reason.compare_exchange(0, reason as u8, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    fn wake_listeners(&self) {
        let mut cursor = 0;
        loop {
            let next = self.links.lock().listeners.take_next(&mut cursor);
            match next {
                Some(waker) => waker.wake(),
                None => return,
            }
        }
    }
}

impl Links {
    fn adopt(&mut self, child: &Arc<Node>) {
        if self.children.len() >= self.sweep_at {
            self.children.retain(|child| child.strong_count() > 0);
            self.sweep_at = 2 * self.children.len() + 8;
        }
        self.children.push(Arc::downgrade(child));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::CountingWaker;

    #[test]
    fn cancelling_wakes_each_listener_once_and_only_the_first_reason_counts() {
        let token = CancelToken::new();
        let (one, two) = (CountingWaker::new(), CountingWaker::new());
        let (mut a, mut b) = (token.cancelled(), token.cancelled());
        assert!(one.poll(&mut a).is_pending());
        assert!(one.poll(&mut a).is_pending());
        assert!(two.poll(&mut b).is_pending());
        assert!(token.cancel(CancelReason::Timeout));
        assert!(!token.clone().cancel(CancelReason::Requested));
        assert_eq!((one.count(), two.count()), (1, 1));
        assert_eq!(one.poll(&mut a), Poll::Ready(CancelReason::Timeout));
        assert_eq!(token.reason(), Some(CancelReason::Timeout));
    }

    #[test]
    fn a_dropped_listener_is_not_woken_and_leaves_no_waker() {
        let token = CancelToken::new();
        let waker = CountingWaker::new();
        let mut waiting = token.cancelled();
        assert!(waker.poll(&mut waiting).is_pending());
        assert_eq!(waker.held(), 1);
        drop(waiting);
        assert_eq!(waker.held(), 0);
        token.cancel(CancelReason::Requested);
        assert_eq!(waker.count(), 0);
    }

    #[test]
    fn children_follow_their_parent_but_not_the_other_way() {
        let parent = CancelToken::new();
        let (left, right) = (parent.child(), parent.child());
        let grandchild = left.child();
        let waker = CountingWaker::new();
        let mut waiting = grandchild.cancelled();
        assert!(waker.poll(&mut waiting).is_pending());
        right.cancel(CancelReason::ScopeEnded);
        assert!(!parent.is_cancelled());
        parent.cancel(CancelReason::Shutdown);
        assert_eq!(waker.count(), 1);
        assert_eq!(grandchild.reason(), Some(CancelReason::Shutdown));
        assert_eq!(right.reason(), Some(CancelReason::ScopeEnded));
        assert_eq!(parent.child().reason(), Some(CancelReason::Shutdown));
    }

    #[test]
    fn dropped_children_do_not_pile_up_and_deep_trees_do_not_recurse() {
        let root = CancelToken::new();
        for _ in 0..10_000 {
            root.child();
        }
        assert!(root.node.links.lock().children.len() < 20);
        let mut chain = Vec::from([root.clone()]);
        for i in 0..200_000 {
            let child = chain[i].child();
            chain.push(child);
        }
        root.cancel(CancelReason::Requested);
        assert!(chain.iter().all(CancelToken::is_cancelled));
    }

    #[test]
    fn reasons_survive_their_code() {
        for reason in CancelReason::ALL {
            let token = CancelToken::new();
            token.cancel(reason);
            assert_eq!(token.reason(), Some(reason));
        }
    }
}
