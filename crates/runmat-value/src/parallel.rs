//! Loops over large slices, shared among the processor's cores where the platform has threads.
//!
//! Slices are cut into pieces by their length alone, and every piece is computed by itself: results do not depend on
//! the number of threads, nor on who did which piece.

use std::mem::MaybeUninit;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// Elements of a piece.
pub const PIECE: usize = 1 << 15;

/// How much work an element is: decides from which length on threads pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// An addition or a comparison: memory is the limit.
    Cheap,
    /// A transcendental function.
    Dear,
}

impl Cost {
    /// Whether this many elements are worth a thread.
    pub fn shares(self, n: usize) -> bool {
        let least = match self {
            Cost::Cheap => 1 << 19,
            Cost::Dear => 1 << 15,
        };
        n >= least && threads() > 1
    }
}

/// Threads that work at once.
#[cfg(not(target_family = "wasm"))]
pub fn threads() -> usize {
    static COUNT: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    *COUNT.get_or_init(|| std::thread::available_parallelism().map_or(1, usize::from).min(16))
}

/// Threads that work at once: this platform has one.
#[cfg(target_family = "wasm")]
pub fn threads() -> usize {
    1
}

/// Calls `work` with every number below `count`, on several threads when `share`; in any order. All loops here come
/// down to this one function, which is compiled once.
fn run(count: usize, share: bool, work: &(dyn Fn(usize) + Sync)) {
    let helpers = if share { threads().min(count) - usize::from(count > 0) } else { 0 };
    if helpers == 0 {
        return (0..count).for_each(work);
    }
    let next = AtomicUsize::new(0);
    let turns = || {
        loop {
            let k = next.fetch_add(1, Relaxed);
            if k >= count {
                return;
            }
            work(k);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..helpers {
            // Without a thread the others do its share.
            let _ = std::thread::Builder::new().spawn_scoped(scope, turns);
        }
        turns();
    });
}

/// Calls `f` with every item, on several threads when `share`; in any order.
pub fn for_each<I>(items: I, share: bool, f: impl Fn(I::Item) + Sync)
where
    I: Iterator + Send,
{
    if !share || threads() == 1 {
        return items.for_each(f);
    }
    let queue = Mutex::new(items.fuse());
    run(threads(), true, &|_| {
        loop {
            let Some(item) = queue.lock().ok().and_then(|mut q| q.next()) else { return };
            f(item);
        }
    });
}

/// The start of a slice whose pieces several threads write.
struct Start<T>(*mut T);

// SAFETY: the threads write disjoint pieces, and what they write may be sent.
unsafe impl<T: Send> Sync for Start<T> {}

impl<T> Start<T> {
    /// The piece from `at` to `end`.
    ///
    /// # Safety
    /// It lies within the slice, and nobody else uses it meanwhile.
    #[allow(clippy::mut_from_ref, reason = "the pieces are disjoint")]
    unsafe fn piece(&self, at: usize, end: usize) -> &mut [T] {
        // SAFETY: promised by the caller.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(at), end - at) }
    }
}

/// Calls `f` with numbered pieces of a slice, which start at multiples of `size`.
pub fn pieces<T: Send>(data: &mut [T], size: usize, share: bool, f: impl Fn(usize, &mut [T]) + Sync) {
    let (n, size) = (data.len(), size.max(1));
    let start = Start(data.as_mut_ptr());
    run(n.div_ceil(size), share, &|k| {
        let at = k * size;
        // SAFETY: every number comes once, and the pieces of different numbers are disjoint parts of the slice.
        f(at, unsafe { start.piece(at, at.saturating_add(size).min(n)) });
    });
}

/// A vector of `n` elements written piece by piece; `f` gets the place of the first element of a piece, and a
/// writer, by which it has to write all of the piece.
pub fn build<T: Send>(n: usize, cost: Cost, f: impl Fn(usize, &mut Writer<'_, T>) + Sync) -> Vec<T> {
    let share = cost.shares(n);
    build_into(Vec::with_capacity(n), n, if share { PIECE } else { n }, share, f)
}

/// [`build`] in a vector with room for `n` elements, in pieces of `size`.
pub fn build_into<T: Send>(
    mut out: Vec<T>,
    n: usize,
    size: usize,
    share: bool,
    f: impl Fn(usize, &mut Writer<'_, T>) + Sync,
) -> Vec<T> {
    out.clear();
    pieces(&mut out.spare_capacity_mut()[..n], size, share, |at, piece| {
        let mut writer = Writer { piece, written: 0 };
        f(at, &mut writer);
        assert_eq!(writer.written, writer.piece.len(), "a piece was left unfinished");
    });
    // SAFETY: every piece was written as a whole, or a panic has left this function.
    unsafe { out.set_len(n) };
    out
}

/// A piece of a vector under construction.
pub struct Writer<'a, T> {
    piece: &'a mut [MaybeUninit<T>],
    written: usize,
}

impl<T> Writer<'_, T> {
    /// Elements of the piece.
    pub fn room(&self) -> usize {
        self.piece.len()
    }

    /// Writes the next elements, at most as many as there is room for.
    #[inline]
    pub fn extend(&mut self, items: impl Iterator<Item = T>) {
        let mut written = 0;
        for (place, item) in self.piece[self.written..].iter_mut().zip(items) {
            place.write(item);
            written += 1;
        }
        self.written += written;
    }
}

/// `f` over a slice.
#[inline]
pub fn map<A: Copy + Sync, C: Send>(x: &[A], cost: Cost, f: impl Fn(A) -> C + Sync) -> Vec<C> {
    build(x.len(), cost, |at, out| {
        let n = out.room();
        out.extend(x[at..at + n].iter().map(|&p| f(p)));
    })
}

/// `f` over two slices of one length.
#[inline]
pub fn zip<A: Copy + Sync, B: Copy + Sync, C: Send>(
    x: &[A],
    y: &[B],
    cost: Cost,
    f: impl Fn(A, B) -> C + Sync,
) -> Vec<C> {
    build(x.len(), cost, |at, out| {
        let n = out.room();
        out.extend(x[at..at + n].iter().zip(&y[at..at + n]).map(|(&p, &q)| f(p, q)));
    })
}

/// Replaces each element by `f` of it.
#[inline]
pub fn update<A: Copy + Send>(x: &mut [A], cost: Cost, f: impl Fn(A) -> A + Sync) {
    let share = cost.shares(x.len());
    pieces(x, if share { PIECE } else { usize::MAX }, share, |_, piece| piece.iter_mut().for_each(|p| *p = f(*p)));
}

/// Replaces each element by `f` of it and the other slice's, which is as long.
#[inline]
pub fn update_with<A: Copy + Send, B: Copy + Sync>(x: &mut [A], y: &[B], cost: Cost, f: impl Fn(A, B) -> A + Sync) {
    let share = cost.shares(x.len());
    pieces(x, if share { PIECE } else { usize::MAX }, share, |at, piece| {
        piece.iter_mut().zip(&y[at..]).for_each(|(p, &q)| *p = f(*p, q))
    });
}

/// A copy of the slice, changed by `f` piece by piece.
pub fn edited<A: Copy + Send + Sync>(x: &[A], cost: Cost, f: impl Fn(&mut [A]) + Sync) -> Vec<A> {
    let n = x.len();
    build_into(Vec::with_capacity(n), n, PIECE, cost.shares(n), |at, out| {
        let n = out.room();
        out.extend(x[at..at + n].iter().copied());
        // SAFETY: all elements of the piece have just been written.
        f(unsafe { &mut *(out.piece as *mut [MaybeUninit<A>] as *mut [A]) });
    })
}

/// Whether `f` holds for all pieces of the slice.
pub fn all_pieces<A: Sync>(x: &[A], f: impl Fn(&[A]) -> bool + Sync) -> bool {
    let found = AtomicBool::new(true);
    let share = Cost::Cheap.shares(x.len());
    let size = if share { PIECE } else { PIECE / 16 };
    run(x.len().div_ceil(size), share, &|k| {
        if found.load(Relaxed) && !f(&x[k * size..((k + 1) * size).min(x.len())]) {
            found.store(false, Relaxed);
        }
    });
    found.into_inner()
}

/// Whether `f` holds for all elements; without a branch on each.
#[inline]
pub fn all<A: Copy + Sync>(x: &[A], f: impl Fn(A) -> bool + Sync) -> bool {
    all_pieces(x, |piece| piece.iter().fold(true, |all, &p| all & f(p)))
}

/// Runs a loop that is compiled twice, once for the wider registers of newer processors. Nothing is fused or
/// reordered: both give the same results.
#[inline(always)]
pub fn wide<R>(f: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn run<R>(f: impl FnOnce() -> R) -> R {
            f()
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has the instructions.
            return unsafe { run(f) };
        }
    }
    f()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_done_once() {
        for n in [0, 1, PIECE, 20 * PIECE + 7] {
            let x: Vec<usize> = (0..n).collect();
            let doubled = map(&x, Cost::Dear, |v| 2 * v);
            assert!(doubled.iter().enumerate().all(|(k, &v)| v == 2 * k) && doubled.len() == n);
            let mut sums = zip(&x, &doubled, Cost::Cheap, |a, b| a + b);
            update(&mut sums, Cost::Dear, |v| v + 1);
            update_with(&mut sums, &x, Cost::Cheap, |v, w| v - w);
            assert!(sums.iter().enumerate().all(|(k, &v)| v == 2 * k + 1));
            assert!(all(&sums, |v| v % 2 == 1));
            assert!(n == 0 || !all(&x, |v| v + 1 < n));
        }
    }

    #[test]
    #[should_panic(expected = "unfinished")]
    fn a_piece_has_to_be_written_as_a_whole() {
        build::<u8>(4, Cost::Cheap, |_, out| out.extend([1, 2].into_iter()));
    }
}
