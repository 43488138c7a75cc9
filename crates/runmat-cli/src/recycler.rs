//! Memory of large arrays, kept for the next array of about the same size.
//!
//! A program that computes with long vectors takes and returns blocks of many megabytes with every operation. The
//! system would map and clear fresh pages each time, which costs as much as the operation. Blocks of middle size go
//! onto a shelf instead; the shelf holds a bounded number of bytes, the rest goes back to the system.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::{Mutex, PoisonError};

/// The system's allocator with a shelf for large blocks.
pub struct Recycler;

/// Smaller blocks are the system's business.
const LEAST: usize = 1 << 18;
/// So are larger ones.
const MOST: usize = 1 << 27;
/// Bytes kept on the shelf.
const KEPT: usize = 1 << 28;
/// Blocks kept on the shelf.
const SLOTS: usize = 48;
/// Alignment of recycled blocks.
const PAGE: usize = 4096;

/// Blocks not in use, the latest last.
struct Shelf {
    blocks: [(usize, usize); SLOTS],
    count: usize,
    held: usize,
}

static SHELF: Mutex<Shelf> = Mutex::new(Shelf { blocks: [(0, 0); SLOTS], count: 0, held: 0 });

impl Shelf {
    /// The latest block of exactly this size.
    fn take(&mut self, size: usize) -> Option<*mut u8> {
        let k = self.blocks[..self.count].iter().rposition(|b| b.0 == size)?;
        let (_, address) = self.blocks[k];
        self.remove(k);
        Some(address as *mut u8)
    }

    fn remove(&mut self, k: usize) {
        self.held -= self.blocks[k].0;
        self.blocks.copy_within(k + 1..self.count, k);
        self.count -= 1;
    }

    /// Keeps a block; the oldest are given up for it.
    fn put(&mut self, size: usize, block: *mut u8) {
        while self.count == SLOTS || self.held + size > KEPT {
            let (old, address) = self.blocks[0];
            self.remove(0);
            // SAFETY: the block was taken from the system with the layout of its size.
            unsafe { System.dealloc(address as *mut u8, block_layout(old)) };
        }
        self.blocks[self.count] = (size, block as usize);
        self.count += 1;
        self.held += size;
    }
}

/// Whether blocks of this layout are recycled.
fn recycled(layout: Layout) -> bool {
    (LEAST..=MOST).contains(&layout.size()) && layout.align() <= PAGE
}

/// The size with room for others of about this size: at most an eighth more.
fn rounded(size: usize) -> usize {
    let step = (size.next_power_of_two() / 16).max(PAGE);
    size.div_ceil(step) * step
}

fn block_layout(size: usize) -> Layout {
    // SAFETY: the alignment is a power of two, and sizes are far from the largest.
    unsafe { Layout::from_size_align_unchecked(size, PAGE) }
}

/// A block from the shelf, or a new one.
fn block(layout: Layout) -> *mut u8 {
    let size = rounded(layout.size());
    let kept = SHELF.lock().unwrap_or_else(PoisonError::into_inner).take(size);
    // SAFETY: the size is not zero.
    kept.unwrap_or_else(|| unsafe { System.alloc(block_layout(size)) })
}

// SAFETY: blocks come from the system allocator with the layout that `block_layout` gives for the rounded size, and
// return to it with the same; a block is on the shelf or in use, never both.
unsafe impl GlobalAlloc for Recycler {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those the system allocator asks for.
        if recycled(layout) { block(layout) } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !recycled(layout) {
            // SAFETY: as above.
            return unsafe { System.alloc_zeroed(layout) };
        }
        let fresh = block(layout);
        if !fresh.is_null() {
            // SAFETY: the block has at least the size asked for.
            unsafe { fresh.write_bytes(0, layout.size()) };
        }
        fresh
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if recycled(layout) {
            SHELF.lock().unwrap_or_else(PoisonError::into_inner).put(rounded(layout.size()), block);
        } else {
            // SAFETY: the block was the system's.
            unsafe { System.dealloc(block, layout) }
        }
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the new size is valid with the old alignment.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (recycled(layout), recycled(wanted)) {
            // SAFETY: the block was the system's and stays so.
            (false, false) => unsafe { System.realloc(old, layout, size) },
            (true, true) if rounded(layout.size()) == rounded(size) => old,
            // SAFETY: a new block of the wanted layout; the old one is given back with its own.
            _ => unsafe {
                let new = self.alloc(wanted);
                if !new.is_null() {
                    new.copy_from_nonoverlapping(old, layout.size().min(size));
                    self.dealloc(old, layout);
                }
                new
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_by_little() {
        for size in (LEAST..MOST).step_by(999_983) {
            let r = rounded(size);
            assert!(r >= size && r - size <= size / 8 + PAGE && rounded(r) == r);
        }
    }

    #[test]
    fn blocks_come_back_and_keep_their_contents_while_growing() {
        let layout = Layout::from_size_align(LEAST + 17, 8).unwrap();
        // SAFETY: every block is used within its size and given back once.
        unsafe {
            let a = Recycler.alloc(layout);
            a.write_bytes(7, layout.size());
            Recycler.dealloc(a, layout);
            let b = Recycler.alloc_zeroed(layout);
            assert!((0..layout.size()).all(|k| *b.add(k) == 0));
            b.write_bytes(9, layout.size());
            let c = Recycler.realloc(b, layout, 3 * layout.size());
            assert!((0..layout.size()).all(|k| *c.add(k) == 9));
            Recycler.dealloc(c, Layout::from_size_align(3 * layout.size(), 8).unwrap());
        }
    }
}
