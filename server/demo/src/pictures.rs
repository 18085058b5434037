//! Pictures drawn from chance: small, real, and nobody's.

use jpeg_encoder::{ColorType, Encoder};

use crate::dice::Dice;

type Colour = [u8; 3];

/// A picture while it is drawn.
struct Canvas {
    width: u16,
    height: u16,
    dots: Vec<u8>,
}

impl Canvas {
    fn new(width: u16, height: u16, colour: Colour) -> Self {
        let dots = colour.repeat(usize::from(width) * usize::from(height));
        Self {
            width,
            height,
            dots,
        }
    }

    fn dot(&mut self, x: i64, y: i64, colour: Colour) {
        let inside = x >= 0 && y >= 0 && x < i64::from(self.width) && y < i64::from(self.height);
        if let (true, Ok(at)) = (inside, usize::try_from(y * i64::from(self.width) + x)) {
            self.dots[at * 3..at * 3 + 3].copy_from_slice(&colour);
        }
    }

    fn rectangle(&mut self, (x, y): (i64, i64), (width, height): (i64, i64), colour: Colour) {
        for row in y..y + height {
            for column in x..x + width {
                self.dot(column, row, colour);
            }
        }
    }

    fn disc(&mut self, (x, y): (i64, i64), radius: i64, colour: Colour) {
        for row in -radius..=radius {
            for column in -radius..=radius {
                if row * row + column * column <= radius * radius {
                    self.dot(x + column, y + row, colour);
                }
            }
        }
    }

    fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width.into(), self.height.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.dots)?;
        writer.finish()?;
        Ok(file)
    }

    fn jpeg(&self) -> Result<Vec<u8>, jpeg_encoder::EncodingError> {
        let mut file = Vec::new();
        let encoder = Encoder::new(&mut file, 72);
        encoder.encode(&self.dots, self.width, self.height, ColorType::Rgb)?;
        Ok(file)
    }
}

/// A garden from above: lawn, beds, a path and trees.
pub(crate) fn garden_plan(dice: &mut Dice) -> Result<Vec<u8>, png::EncodingError> {
    let mut plan = Canvas::new(240, 180, [214, 227, 190]);
    plan.rectangle((0, 0), (240, 6), [120, 110, 96]);
    plan.rectangle((0, 174), (240, 6), [120, 110, 96]);
    let path = dice.between(60, 170);
    plan.rectangle((path, 6), (16, 168), [205, 196, 178]);
    for _ in 0..dice.between(3, 5) {
        let corner = (dice.between(10, 170), dice.between(14, 130));
        let size = (dice.between(24, 60), dice.between(14, 34));
        plan.rectangle(corner, size, [128, 94, 66]);
        for _ in 0..14 {
            let flower = (
                corner.0 + dice.between(2, size.0 - 2),
                corner.1 + dice.between(2, size.1 - 2),
            );
            let colour = dice.pick(&[[196, 62, 74], [233, 190, 76], [144, 92, 160]]);
            plan.disc(flower, 2, colour);
        }
    }
    for _ in 0..dice.between(2, 5) {
        let tree = (dice.between(16, 224), dice.between(20, 160));
        let crown = dice.between(9, 17);
        plan.disc(tree, crown, [72, 112, 70]);
        plan.disc(tree, crown / 3, [56, 90, 56]);
    }
    plan.png()
}

/// A parcel before a door.
pub(crate) fn doorstep(dice: &mut Dice) -> Result<Vec<u8>, jpeg_encoder::EncodingError> {
    let wall = dice.pick(&[
        [198, 190, 176],
        [168, 84, 66],
        [214, 206, 190],
        [122, 130, 134],
    ]);
    let mut photograph = Canvas::new(240, 180, wall);
    // Courses of bricks, each in its own light.
    for course in 0..14 {
        for brick in -1..8 {
            let shade = u8::try_from(dice.between(0, 18)).unwrap_or_default();
            let lit = wall.map(|part| part.saturating_sub(shade));
            let x = brick * 34 + (course % 2) * 17;
            photograph.rectangle((x, course * 10), (32, 9), lit);
        }
    }
    let door = dice.pick(&[[38, 70, 83], [122, 34, 48], [46, 84, 58], [44, 46, 52]]);
    photograph.rectangle((84, 16), (72, 124), [236, 232, 222]);
    photograph.rectangle((89, 21), (62, 119), door);
    photograph.disc((142, 86), 3, [214, 178, 92]);
    photograph.rectangle((0, 140), (240, 40), [150, 146, 140]);
    photograph.rectangle((74, 140), (92, 10), [178, 174, 166]);
    let (x, wide, tall) = (
        dice.between(78, 120),
        dice.between(34, 56),
        dice.between(20, 36),
    );
    photograph.rectangle((x, 152 - tall), (wide, tall), [186, 146, 98]);
    photograph.rectangle((x + wide / 2 - 3, 152 - tall), (6, tall), [222, 200, 160]);
    photograph.rectangle((x + 4, 152 - tall + 4), (12, 8), [240, 240, 236]);
    photograph.jpeg()
}
