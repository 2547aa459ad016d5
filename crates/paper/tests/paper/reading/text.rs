//! The text of a PDF, from what it shows on its pages and the maps from glyphs to letters in its fonts.

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeMap;

type Letters = BTreeMap<u16, String>;

/// The text of one page. Text on another line is parted by a space.
pub fn page_text(pdf: &Document, page: ObjectId) -> String {
    let fonts: BTreeMap<Vec<u8>, Letters> = pdf
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| {
            let map = font.get(b"ToUnicode").and_then(Object::as_reference).expect("a map to letters");
            let stream = pdf.get_object(map).and_then(Object::as_stream).expect("a stream");
            let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            (name, letters(&String::from_utf8_lossy(&bytes)))
        })
        .collect();
    let content = Content::decode(&pdf.get_page_content(page).expect("content")).expect("operations");
    let (mut text, mut font, mut height, mut instead) = (String::new(), None, None, Vec::new());
    for operation in content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            // What a run of glyphs says, where the glyphs alone do not tell.
            "BDC" => {
                let said = operands.get(1).and_then(|o| o.as_dict().ok()).and_then(|d| d.get(b"ActualText").ok());
                let said = said.and_then(|said| lopdf::decode_text_string(said).ok());
                text.push_str(said.as_deref().unwrap_or_default());
                instead.push(said.is_some());
            }
            "BMC" => instead.push(false),
            "EMC" => drop(instead.pop()),
            "cm" => {
                let now = operands.get(5).and_then(|y| y.as_float().ok());
                if now != height {
                    text.push(' ');
                }
                height = now;
            }
            "Tf" => font = operands.first().and_then(|name| name.as_name().ok()).and_then(|name| fonts.get(name)),
            "Tj" | "TJ" if !instead.contains(&true) => {
                for operand in operands {
                    show(operand, font.expect("a font"), &mut text);
                }
            }
            _ => {}
        }
    }
    text
}

fn show(operand: &Object, font: &Letters, text: &mut String) {
    match operand {
        Object::Array(parts) => parts.iter().for_each(|part| show(part, font, text)),
        Object::String(bytes, _) => {
            for code in bytes.chunks_exact(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                text.push_str(font.get(&code).map_or("\u{fffd}", String::as_str));
            }
        }
        _ => {}
    }
}

/// Reads `bfchar` and `bfrange` of a ToUnicode map (PDF 1.7, section 9.10.3).
fn letters(map: &str) -> Letters {
    let mut letters = Letters::new();
    let mut range = false;
    for line in map.lines() {
        if line.contains("bfrange") || line.contains("bfchar") {
            range = line.contains("beginbfrange");
        }
        let hex: Vec<&str> = line.split(['<', '>']).skip(1).step_by(2).collect();
        let number = |text: &str| u16::from_str_radix(text, 16).ok();
        match (range, hex.as_slice()) {
            (false, [code, to]) => drop(number(code).map(|code| letters.insert(code, utf16(to)))),
            (true, [from, until, to]) => {
                let (from, until) = (number(from).expect("a code"), number(until).expect("a code"));
                let mut units: Vec<u16> = utf16(to).encode_utf16().collect();
                for code in from..=until {
                    letters.insert(code, String::from_utf16_lossy(&units));
                    if let Some(last) = units.last_mut() {
                        *last += 1;
                    }
                }
            }
            _ => {}
        }
    }
    letters
}

fn utf16(hex: &str) -> String {
    let units: Vec<u16> =
        (0..hex.len() / 4).filter_map(|at| u16::from_str_radix(&hex[at * 4..at * 4 + 4], 16).ok()).collect();
    String::from_utf16_lossy(&units)
}
