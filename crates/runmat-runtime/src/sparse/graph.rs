//! Combinatorics of sparse patterns: elimination trees, matchings, strongly connected parts, orderings.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::sparse::SymbolicSparseColMatRef;
use faer::sparse::linalg::{amd, colamd};
use runmat_value::Result;
use runmat_value::error::Error;
use runmat_value::sparse::Sparse;

/// No place.
pub const NONE: usize = usize::MAX;

/// The pattern together with its transpose.
pub fn symmetric(s: &Sparse<bool>) -> Sparse<bool> {
    let mut places: Vec<_> = s.iter().map(|(r, c, _)| (r, c, true)).collect();
    places.extend(s.iter().map(|(r, c, _)| (c, r, true)));
    Sparse::from_triplets(s.rows(), s.cols(), places, |a, b| a | b)
}

fn symbolic(s: &Sparse<bool>) -> SymbolicSparseColMatRef<'_, usize> {
    SymbolicSparseColMatRef::new_checked(s.rows(), s.cols(), s.col_start(), None, s.row_index())
}

/// The approximate minimum degree ordering of the pattern and its transpose.
pub fn minimum_degree(s: &Sparse<bool>, control: amd::Control) -> Result<Vec<usize>> {
    let n = s.cols();
    let (mut order, mut inverse) = (vec![0usize; n], vec![0usize; n]);
    let mut memory = MemBuffer::new(amd::order_scratch::<usize>(n, s.nnz()));
    let done = amd::order(&mut order, &mut inverse, symbolic(s), control, MemStack::new(&mut memory));
    done.map(|_| order).map_err(|e| Error::msg(format!("{e:?}")))
}

/// The approximate minimum degree ordering of the columns.
pub fn column_minimum_degree(s: &Sparse<bool>, control: colamd::Control) -> Result<Vec<usize>> {
    let n = s.cols();
    let (mut order, mut inverse) = (vec![0usize; n], vec![0usize; n]);
    let mut memory = MemBuffer::new(colamd::order_scratch::<usize>(s.rows(), n, s.nnz()));
    let done = colamd::order(&mut order, &mut inverse, symbolic(s), control, MemStack::new(&mut memory));
    done.map(|_| order).map_err(|e| Error::msg(format!("{e:?}")))
}

/// Reverse Cuthill-McKee: breadth first from a far node of each component, neighbours by degree.
pub fn reverse_cuthill_mckee(s: &Sparse<bool>) -> Vec<usize> {
    let s = symmetric(s);
    let n = s.cols();
    let degree = |v: usize| s.column(v).0.iter().filter(|&&r| r != v).count();
    let mut by_degree: Vec<usize> = (0..n).collect();
    by_degree.sort_by_key(|&v| degree(v));
    let mut seen = vec![false; n];
    let mut order = Vec::with_capacity(n);
    for &start in &by_degree {
        if seen[start] {
            continue;
        }
        let root = far_node(&s, start);
        let first = order.len();
        order.push(root);
        seen[root] = true;
        let mut next = first;
        while next < order.len() {
            let mut around: Vec<usize> = s.column(order[next]).0.iter().copied().filter(|&r| !seen[r]).collect();
            around.sort_by_key(|&v| degree(v));
            around.iter().for_each(|&v| seen[v] = true);
            order.extend(around);
            next += 1;
        }
    }
    order.reverse();
    order
}

/// A node about as far away from the others as any: the end of repeated breadth-first walks.
fn far_node(s: &Sparse<bool>, start: usize) -> usize {
    let (mut root, mut depth) = (start, 0);
    loop {
        let (last, deeper) = deepest(s, root);
        if deeper <= depth {
            return root;
        }
        (root, depth) = (last, deeper);
    }
}

/// The node of least degree in the last level of a breadth-first walk, and the number of levels.
fn deepest(s: &Sparse<bool>, root: usize) -> (usize, usize) {
    let mut seen = std::collections::HashSet::from([root]);
    let mut level = vec![root];
    let mut depth = 0;
    loop {
        let mut next = Vec::new();
        for &v in &level {
            for &r in s.column(v).0 {
                if seen.insert(r) {
                    next.push(r);
                }
            }
        }
        if next.is_empty() {
            let last = level.iter().copied().min_by_key(|&v| s.column(v).0.len()).unwrap_or(root);
            return (last, depth);
        }
        level = next;
        depth += 1;
    }
}

/// The elimination tree of a symmetric pattern (upper part looked at), or of `A'*A`. Roots have [`NONE`].
pub fn elimination_tree(s: &Sparse<bool>, columns: bool) -> Vec<usize> {
    let mut parent = vec![NONE; s.cols()];
    let mut ancestor = vec![NONE; s.cols()];
    let mut previous = vec![NONE; if columns { s.rows() } else { 0 }];
    for k in 0..s.cols() {
        for &r in s.column(k).0 {
            let mut i = if columns { previous[r] } else { r };
            while i != NONE && i < k {
                let next = ancestor[i];
                ancestor[i] = k;
                if next == NONE {
                    parent[i] = k;
                }
                i = next;
            }
            if columns {
                previous[r] = k;
            }
        }
    }
    parent
}

/// Nodes in postorder: children before their parent, each subtree in one piece.
pub fn postorder(parent: &[usize]) -> Vec<usize> {
    let n = parent.len();
    let mut children = vec![Vec::new(); n];
    let mut stack = Vec::new();
    for v in (0..n).rev() {
        match parent[v] {
            NONE => stack.push(v),
            p => children[p].push(v),
        }
    }
    let mut order = Vec::with_capacity(n);
    let mut open = vec![false; n];
    while let Some(&v) = stack.last() {
        if open[v] {
            stack.pop();
            order.push(v);
        } else {
            open[v] = true;
            stack.extend(&children[v]);
        }
    }
    order
}

/// The pattern of the Cholesky factor L of a symmetric pattern (upper part looked at), row by row: for each
/// row the columns left of the diagonal.
pub fn factor_rows(s: &Sparse<bool>, parent: &[usize]) -> Vec<Vec<usize>> {
    let n = s.cols();
    let mut mark = vec![NONE; n];
    (0..n)
        .map(|k| {
            mark[k] = k;
            let mut row = Vec::new();
            for &r in s.column(k).0.iter().filter(|&&r| r < k) {
                let mut i = r;
                while i != NONE && mark[i] != k {
                    mark[i] = k;
                    row.push(i);
                    i = parent[i];
                }
            }
            row.sort_unstable();
            row
        })
        .collect()
}

/// A largest matching: for each row its column, for each column its row, [`NONE`] where there is none.
pub fn matching(s: &Sparse<bool>) -> (Vec<usize>, Vec<usize>) {
    let (mut column_of, mut row_of) = (vec![NONE; s.rows()], vec![NONE; s.cols()]);
    let mut cheap: Vec<usize> = s.col_start()[..s.cols()].to_vec();
    let mut visited = vec![NONE; s.cols()];
    for start in 0..s.cols() {
        augment(s, start, &mut column_of, &mut row_of, &mut cheap, &mut visited);
    }
    (column_of, row_of)
}

/// Looks for a path that leaves one more column matched, depth first.
fn augment(
    s: &Sparse<bool>,
    start: usize,
    column_of: &mut [usize],
    row_of: &mut [usize],
    cheap: &mut [usize],
    visited: &mut [usize],
) {
    // Columns on the way, each with the position of the row that led on.
    let mut path: Vec<(usize, usize)> = vec![(start, s.col_start()[start])];
    visited[start] = start;
    while let Some(&mut (c, ref mut next)) = path.last_mut() {
        let end = s.col_start()[c + 1];
        while cheap[c] < end && column_of[s.row_index()[cheap[c]]] != NONE {
            cheap[c] += 1;
        }
        if cheap[c] < end {
            let mut row = s.row_index()[cheap[c]];
            for &(c, _) in path.iter().rev() {
                let before = row_of[c];
                (row_of[c], column_of[row]) = (row, c);
                row = before;
            }
            return;
        }
        let step = (*next..end).find(|&k| visited[column_of[s.row_index()[k]]] != start);
        match step {
            Some(k) => {
                *next = k + 1;
                let onward = column_of[s.row_index()[k]];
                visited[onward] = start;
                path.push((onward, s.col_start()[onward]));
            }
            None => {
                path.pop();
            }
        }
    }
}

/// Strongly connected parts of the graph of a square pattern whose diagonal is full, in an order in which
/// the permuted matrix is block upper triangular.
pub fn strong_components(s: &Sparse<bool>) -> Vec<Vec<usize>> {
    let n = s.cols();
    let (mut index, mut low) = (vec![NONE; n], vec![0; n]);
    let (mut stack, mut on_stack) = (Vec::new(), vec![false; n]);
    let (mut counter, mut parts) = (0, Vec::new());
    for root in 0..n {
        if index[root] != NONE {
            continue;
        }
        let mut calls = vec![(root, s.col_start()[root])];
        while let Some(&mut (v, ref mut k)) = calls.last_mut() {
            if index[v] == NONE {
                (index[v], low[v]) = (counter, counter);
                counter += 1;
                stack.push(v);
                on_stack[v] = true;
            }
            if *k < s.col_start()[v + 1] {
                let w = s.row_index()[*k];
                *k += 1;
                if index[w] == NONE {
                    calls.push((w, s.col_start()[w]));
                } else if on_stack[w] {
                    low[v] = low[v].min(index[w]);
                }
                continue;
            }
            calls.pop();
            if let Some(&(up, _)) = calls.last() {
                low[up] = low[up].min(low[v]);
            }
            if low[v] == index[v] {
                let at = stack.iter().rposition(|&w| w == v).unwrap_or(0);
                let mut part = stack.split_off(at);
                part.iter().for_each(|&w| on_stack[w] = false);
                part.sort_unstable();
                parts.push(part);
            }
        }
    }
    parts
}

/// A coarse and fine block triangular form: row order, column order, where the blocks of rows and of
/// columns start.
pub struct Blocks {
    /// Row order.
    pub rows: Vec<usize>,
    /// Column order.
    pub cols: Vec<usize>,
    /// Starts of the row blocks, and the end.
    pub row_start: Vec<usize>,
    /// Starts of the column blocks, and the end.
    pub col_start: Vec<usize>,
}

/// Dulmage and Mendelsohn's decomposition: the wide part, the square blocks, the tall part.
pub fn block_triangular(s: &Sparse<bool>) -> Blocks {
    let (column_of, row_of) = matching(s);
    let t = s.transposed(|x| *x);
    // Wide: reached from unmatched columns; tall: from unmatched rows.
    let (wide_rows, wide_cols) = reached(s, &row_of, &column_of);
    let (tall_cols, tall_rows) = reached(&t, &column_of, &row_of);
    let mut blocks = Blocks { rows: Vec::new(), cols: Vec::new(), row_start: vec![0], col_start: vec![0] };
    let close = |b: &mut Blocks, rows: Vec<usize>, cols: Vec<usize>| {
        if rows.is_empty() && cols.is_empty() {
            return;
        }
        b.rows.extend(rows);
        b.cols.extend(cols);
        b.row_start.push(b.rows.len());
        b.col_start.push(b.cols.len());
    };
    let free = |list: &[usize], within: &[bool]| -> Vec<usize> {
        (0..list.len()).filter(|&k| within[k] && list[k] == NONE).collect()
    };
    let matched_rows: Vec<usize> = (0..s.rows()).filter(|&r| wide_rows[r]).collect();
    let mut cols = free(&row_of, &wide_cols);
    cols.extend(matched_rows.iter().map(|&r| column_of[r]));
    close(&mut blocks, matched_rows, cols);
    for part in square_parts(s, &row_of, |c| row_of[c] != NONE && !wide_cols[c] && !tall_cols[c]) {
        let rows = part.iter().map(|&c| row_of[c]).collect();
        close(&mut blocks, rows, part);
    }
    let matched_cols: Vec<usize> = (0..s.cols()).filter(|&c| tall_cols[c]).collect();
    let mut rows: Vec<usize> = matched_cols.iter().map(|&c| row_of[c]).collect();
    rows.extend(free(&column_of, &tall_rows));
    close(&mut blocks, rows, matched_cols);
    blocks
}

/// What alternating paths from unmatched columns reach: rows, and columns with the starts.
fn reached(s: &Sparse<bool>, row_of: &[usize], column_of: &[usize]) -> (Vec<bool>, Vec<bool>) {
    let (mut rows, mut cols) = (vec![false; s.rows()], vec![false; s.cols()]);
    let mut queue: Vec<usize> = (0..s.cols()).filter(|&c| row_of[c] == NONE).collect();
    queue.iter().for_each(|&c| cols[c] = true);
    while let Some(c) = queue.pop() {
        for &r in s.column(c).0 {
            let next = column_of[r];
            rows[r] = true;
            if next != NONE && !cols[next] {
                cols[next] = true;
                queue.push(next);
            }
        }
    }
    (rows, cols)
}

/// The strongly connected parts of the matched square submatrix, as columns.
fn square_parts(s: &Sparse<bool>, row_of: &[usize], inside: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let cols: Vec<usize> = (0..s.cols()).filter(|&c| inside(c)).collect();
    let mut position = vec![NONE; s.rows()];
    cols.iter().enumerate().for_each(|(k, &c)| position[row_of[c]] = k);
    let places = cols
        .iter()
        .enumerate()
        .flat_map(|(k, &c)| s.column(c).0.iter().map(move |&r| (r, k)))
        .filter(|&(r, _)| position[r] != NONE)
        .map(|(r, k)| (position[r], k, true))
        .collect();
    let square = Sparse::from_triplets(cols.len(), cols.len(), places, |a, _| a);
    let parts = strong_components(&square);
    parts.into_iter().map(|part| part.into_iter().map(|k| cols[k]).collect()).collect()
}
