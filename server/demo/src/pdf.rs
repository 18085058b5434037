//! One page of text as a PDF: enough for an invoice that opens everywhere.

/// A page with lines of text from the top. What Latin-1 cannot write becomes `?`, because the
/// page uses one of the fonts that every reader has instead of carrying its own.
pub(crate) fn page(lines: &[String]) -> Vec<u8> {
    let mut text = b"BT /F1 12 Tf 16 TL 56 780 Td\n".to_vec();
    for line in lines {
        text.push(b'(');
        for letter in line.chars() {
            match letter {
                '(' | ')' | '\\' => text.extend([b'\\', letter as u8]),
                ' '..='~' | '\u{a0}'..='\u{ff}' => text.push(letter as u8),
                _ => text.push(b'?'),
            }
        }
        text.extend(b") Tj T*\n");
    }
    text.extend(b"ET");

    let mut stream = format!("<< /Length {} >>\nstream\n", text.len()).into_bytes();
    stream.extend(text);
    stream.extend(b"\nendstream");
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
          /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
        stream,
    ];

    // The second line tells transfer programs that the file is binary.
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::with_capacity(objects.len());
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}
