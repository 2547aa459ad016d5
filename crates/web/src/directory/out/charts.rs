//! Charts as drawings in the page: a title, one sentence that reads it, and the table behind it.

/// A bar.
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// The number, as people write it.
    pub said: String,
    /// Where it starts, from the top or from the left.
    pub at: usize,
    /// How long it is.
    pub length: usize,
    /// Whether its label stands under it: in a chart of many there is room for some.
    pub labelled: bool,
}

/// A chart of bars with its words.
pub struct Chart {
    /// The part of its ids.
    pub id: &'static str,
    /// The title.
    pub title: String,
    /// What it says, in a sentence.
    pub reading: String,
    /// What the first column of its table is called.
    pub column: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// How high the drawing is.
    pub height: usize,
}

/// A square of the week.
pub struct Cell {
    pub x: usize,
    pub y: usize,
    /// How dark it is, from 15 to 100; 0 where there is nothing.
    pub shade: usize,
}

/// The longest bar that lies.
const LONG: usize = 330;
/// The highest bar that stands.
const HIGH: usize = 130;

fn part(count: usize, most: usize, whole: usize) -> usize {
    // The smallest there is can still be seen.
    if count == 0 { 0 } else { (count * whole / most.max(1)).max(3) }
}

/// Bars that lie under their names.
pub fn lying(rows: &[(String, usize)], said: impl Fn(usize) -> String) -> (Vec<Bar>, usize) {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let bar = |(nth, (label, count)): (usize, &(String, usize))| Bar {
        label: label.clone(),
        said: said(*count),
        at: nth * 48,
        length: part(*count, most, LONG),
        labelled: true,
    };
    (rows.iter().enumerate().map(bar).collect(), rows.len() * 48)
}

/// Bars that stand beside each other, a name under every sixth.
pub fn standing(rows: &[(String, usize)], said: impl Fn(usize) -> String) -> (Vec<Bar>, usize) {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let bar = |(nth, (label, count)): (usize, &(String, usize))| Bar {
        label: label.clone(),
        said: said(*count),
        at: nth * 17 + 4,
        length: part(*count, most, HIGH),
        labelled: nth % 6 == 0,
    };
    (rows.iter().enumerate().map(bar).collect(), HIGH + 40)
}

/// The squares of a week: days from left to right, parts of the day from top to bottom.
pub fn squares(week: &[[usize; 4]; 7]) -> Vec<Cell> {
    let most = week.iter().flatten().copied().max().unwrap_or_default().max(1);
    let of_day = |(x, parts): (usize, &[usize; 4])| {
        let cell = |(y, count): (usize, &usize)| Cell {
            x: 92 + x * 46,
            y: 30 + y * 34,
            shade: if *count == 0 { 0 } else { (15 + count * 85 / most).min(100) },
        };
        parts.iter().enumerate().map(cell).collect::<Vec<_>>()
    };
    week.iter().enumerate().flat_map(of_day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_is_the_longest_and_none_is_nothing() {
        let rows = [("a".to_owned(), 200), ("b".to_owned(), 1), ("c".to_owned(), 0)];
        let (bars, height) = lying(&rows, |count| count.to_string());
        assert_eq!(bars.iter().map(|bar| bar.length).collect::<Vec<_>>(), [LONG, 3, 0]);
        assert_eq!((height, bars[2].at), (144, 96));
        let (bars, _) = standing(&[("0".to_owned(), 0)], |count| count.to_string());
        assert_eq!(bars[0].length, 0, "nothing at all is no reason to fail");
    }

    #[test]
    fn an_empty_square_is_told_from_a_light_one() {
        let mut week = [[0; 4]; 7];
        week[0][0] = 1;
        week[6][3] = 90;
        let cells = squares(&week);
        assert_eq!((cells.len(), cells[0].shade, cells[1].shade, cells[27].shade), (28, 15, 0, 100));
    }
}
