//! Lines on paper with logarithmic sides, as SVG that is legible on light and dark.

use std::fmt::Write;

pub struct Chart {
    pub title: &'static str,
    pub panels: Vec<Panel>,
}

pub struct Panel {
    pub title: &'static str,
    pub across: &'static str,
    pub lines: Vec<Line>,
}

pub struct Line {
    pub name: &'static str,
    /// Number across, milliseconds up.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 56.0;
const TOP: f64 = 56.0;
const RIGHT: f64 = 16.0;
const BOTTOM: f64 = 48.0;
const COLOURS: [&str; 2] = ["#0b66c3", "#c2410c"];
const DASHES: [&str; 2] = ["none", "6 3"];

impl Chart {
    pub fn svg(&self) -> String {
        let width = WIDTH * self.panels.len() as f64;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {HEIGHT}\" \
             role=\"img\" aria-label=\"{}\" font-family=\"system-ui, sans-serif\" \
             font-size=\"11\">\n<rect width=\"{width}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
             <text x=\"12\" y=\"20\" font-size=\"14\" font-weight=\"600\" fill=\"#111\">{}</text>\n",
            self.title, self.title
        );
        for (at, panel) in self.panels.iter().enumerate() {
            let _ = writeln!(
                svg,
                "<g transform=\"translate({} 0)\">\n{}</g>",
                WIDTH * at as f64,
                panel.svg()
            );
        }
        svg.push_str("</svg>\n");
        svg
    }
}

/// Powers of ten below and above all values.
fn decades(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        low = low.min(value.log10().floor());
        high = high.max(value.log10().ceil());
    }
    (low, high.max(low + 1.0))
}

impl Panel {
    fn svg(&self) -> String {
        let points = || self.lines.iter().flat_map(|line| &line.points);
        let (left, right) = decades(points().map(|point| point.0));
        let (low, high) = decades(points().map(|point| point.1));
        let x =
            |value: f64| LEFT + (value.log10() - left) / (right - left) * (WIDTH - LEFT - RIGHT);
        let y = |value: f64| {
            HEIGHT - BOTTOM - (value.log10() - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
        };
        let mut svg = format!(
            "<text x=\"{LEFT}\" y=\"42\" fill=\"#333\">{}</text>\n\
             <text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#333\">{}</text>\n",
            self.title,
            LEFT + (WIDTH - LEFT - RIGHT) / 2.0,
            HEIGHT - 10.0,
            self.across
        );
        let mut decade = left;
        while decade <= right {
            let value = 10_f64.powf(decade);
            let _ = writeln!(
                svg,
                "<path d=\"M{0:.1} {TOP}V{1}\" stroke=\"#ddd\"/><text x=\"{0:.1}\" y=\"{2}\" \
                 text-anchor=\"middle\" fill=\"#333\">{3}</text>",
                x(value),
                HEIGHT - BOTTOM,
                HEIGHT - BOTTOM + 16.0,
                short(value)
            );
            decade += 1.0;
        }
        let mut decade = low;
        while decade <= high {
            let value = 10_f64.powf(decade);
            let _ = writeln!(
                svg,
                "<path d=\"M{LEFT} {0:.1}H{1}\" stroke=\"#ddd\"/><text x=\"{2}\" y=\"{3:.1}\" \
                 text-anchor=\"end\" fill=\"#333\">{4} ms</text>",
                y(value),
                WIDTH - RIGHT,
                LEFT - 6.0,
                y(value) + 4.0,
                short(value)
            );
            decade += 1.0;
        }
        for (at, line) in self.lines.iter().enumerate() {
            let (colour, dash) = (COLOURS[at % 2], DASHES[at % 2]);
            let path: Vec<String> = line
                .points
                .iter()
                .map(|(across, up)| format!("{:.1} {:.1}", x(*across), y(*up)))
                .collect();
            let _ = writeln!(
                svg,
                "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" \
                 stroke-dasharray=\"{dash}\"/>",
                path.join("L")
            );
            for (across, up) in &line.points {
                let _ = writeln!(
                    svg,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{colour}\"><title>{} at {}: \
                     {up:.1} ms</title></circle>",
                    x(*across),
                    y(*up),
                    line.name,
                    short(*across)
                );
            }
            let top = TOP + 14.0 + 16.0 * at as f64;
            let _ = writeln!(
                svg,
                "<path d=\"M{} {}h22\" stroke=\"{colour}\" stroke-width=\"2\" \
                 stroke-dasharray=\"{dash}\"/><text x=\"{}\" y=\"{top}\" fill=\"#111\">{}</text>",
                LEFT + 10.0,
                top - 4.0,
                LEFT + 38.0,
                line.name
            );
        }
        svg
    }
}

/// 1, 10 k, 1 M.
fn short(value: f64) -> String {
    match value {
        value if value >= 1e6 => format!("{} M", (value / 1e6).round()),
        value if value >= 1e3 => format!("{} k", (value / 1e3).round()),
        value if value >= 1.0 => format!("{}", value.round()),
        value => format!("{value:.1}"),
    }
}
