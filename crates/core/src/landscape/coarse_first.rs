//! The pixels of a picture, coarse blocks first, so that a picture that is expensive can be seen before it is done.

/// Sides of the blocks, pass by pass.
const BLOCKS: [usize; 4] = [8, 4, 2, 1];

/// A pixel, and the block that it stands for until its other pixels come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Counted from the left.
    pub column: usize,
    /// Counted from the top.
    pub row: usize,
    /// Side of the block to the right of and below it that it stands for, itself included.
    pub block: usize,
}

/// Every pixel of a picture once: those at the corners of blocks of 8 by 8, then of 4 by 4, of 2 by 2, and the rest.
#[derive(Clone, Debug)]
pub(crate) struct CoarseFirst {
    width: usize,
    height: usize,
    pass: usize,
    column: usize,
    row: usize,
}

impl CoarseFirst {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pass: 0, column: 0, row: 0 }
    }
}

impl Iterator for CoarseFirst {
    type Item = Cell;

    fn next(&mut self) -> Option<Cell> {
        loop {
            let block = *BLOCKS.get(self.pass)?;
            let (column, row) = (self.column, self.row);
            if self.width == 0 || row >= self.height {
                (self.pass, self.column, self.row) = (self.pass + 1, 0, 0);
                continue;
            }
            self.column += block;
            if self.column >= self.width {
                (self.column, self.row) = (0, row + block);
            }
            // What stood for a larger block has been.
            if self.pass > 0 && column % (2 * block) == 0 && row % (2 * block) == 0 {
                continue;
            }
            return Some(Cell { column, row, block });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::vec::Vec;

    use super::*;

    #[test]
    fn every_pixel_comes_once_and_blocks_only_shrink() {
        for (width, height) in [(256, 256), (13, 5), (1, 1), (0, 4)] {
            let cells: Vec<Cell> = CoarseFirst::new(width, height).collect();
            let distinct: BTreeSet<_> = cells.iter().map(|cell| (cell.column, cell.row)).collect();
            assert_eq!((cells.len(), distinct.len()), (width * height, width * height));
            assert!(cells.windows(2).all(|pair| pair[0].block >= pair[1].block));
        }
        assert_eq!(CoarseFirst::new(256, 256).take_while(|cell| cell.block == 8).count(), 32 * 32);
    }
}
