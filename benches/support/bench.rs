//! Measures a thing and its floor, and sets both in one table.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use criterion::{Bencher, BenchmarkId, Criterion, SamplingMode};

/// What was set as a goal.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    /// Nothing.
    None,
    /// At most so many times the floor.
    Ratio(f64),
    /// At most so long for each item.
    PerItem(Duration),
}

/// The run.
pub struct Bench {
    criterion: Criterion,
    home: PathBuf,
    started: SystemTime,
    rows: Vec<Row>,
}

struct Row {
    what: &'static str,
    items: usize,
    floor: f64,
    ours: f64,
    reach: Reach,
    unit: Unit,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Nanoseconds,
    Bytes,
}

impl Bench {
    /// Nothing measured yet.
    pub fn new() -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("criterion");
        let criterion = Criterion::default()
            .output_directory(&home)
            .configure_from_args();
        Self {
            criterion,
            home,
            started: SystemTime::now(),
            rows: Vec::new(),
        }
    }

    /// Something that takes so little that it is done often; `steps` of it in each call. False where it
    /// was not asked for.
    pub fn fast(
        &mut self,
        what: &'static str,
        items: usize,
        reach: Reach,
        steps: u32,
        floor: impl FnMut(&mut Bencher<'_>),
        ours: impl FnMut(&mut Bencher<'_>),
    ) -> bool {
        self.compare(
            (what, items, reach),
            steps,
            (SamplingMode::Auto, 30),
            floor,
            ours,
        )
    }

    /// Something that may take seconds.
    pub fn slow(
        &mut self,
        what: &'static str,
        items: usize,
        reach: Reach,
        floor: impl FnMut(&mut Bencher<'_>),
        ours: impl FnMut(&mut Bencher<'_>),
    ) {
        let _ = self.compare(
            (what, items, reach),
            1,
            (SamplingMode::Flat, 10),
            floor,
            ours,
        );
    }

    fn compare(
        &mut self,
        (what, items, reach): (&'static str, usize, Reach),
        steps: u32,
        (mode, samples): (SamplingMode, usize),
        mut floor: impl FnMut(&mut Bencher<'_>),
        mut ours: impl FnMut(&mut Bencher<'_>),
    ) -> bool {
        let mut group = self.criterion.benchmark_group(what);
        group.sampling_mode(mode).sample_size(samples);
        group
            .warm_up_time(Duration::from_millis(200))
            .measurement_time(Duration::from_secs(1));
        group.bench_function(BenchmarkId::new("floor", items), &mut floor);
        group.bench_function(BenchmarkId::new("signoff", items), &mut ours);
        group.finish();
        let (floor, ours) = (
            self.median(what, "floor", items),
            self.median(what, "signoff", items),
        );
        let (Some(floor), Some(ours)) = (floor, ours) else {
            return false;
        };
        let (floor, ours) = (floor / f64::from(steps), ours / f64::from(steps));
        self.rows.push(Row {
            what,
            items,
            floor,
            ours,
            reach,
            unit: Unit::Nanoseconds,
        });
        true
    }

    /// Bytes that were written.
    #[expect(clippy::cast_precision_loss, reason = "no frame has so many bytes")]
    pub fn bytes(
        &mut self,
        what: &'static str,
        items: usize,
        reach: Reach,
        floor: usize,
        ours: usize,
    ) {
        let (floor, ours) = (floor as f64, ours as f64);
        self.rows.push(Row {
            what,
            items,
            floor,
            ours,
            reach,
            unit: Unit::Bytes,
        });
    }

    /// The median in nanoseconds, where this run measured it.
    fn median(&self, what: &str, whose: &str, items: usize) -> Option<f64> {
        let file = self
            .home
            .join(what)
            .join(whose)
            .join(items.to_string())
            .join("new/estimates.json");
        let written = std::fs::metadata(&file)
            .and_then(|meta| meta.modified())
            .ok()?;
        let estimates: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&file).ok()?).ok()?;
        (written >= self.started).then(|| estimates["median"]["point_estimate"].as_f64())?
    }

    /// Prints the table.
    pub fn finish(mut self) {
        self.criterion.final_summary();
        println!(
            "\n{:<18} {:>7}  {:>10}  {:>10}  {:>6}  {:<12}",
            "what", "items", "floor", "signoff", "ratio", "reach"
        );
        // The same thing at all sizes stands together.
        self.rows
            .sort_by_key(|row| (row.unit == Unit::Bytes, row.what));
        for row in &self.rows {
            let (reach, reached) = row.reach();
            println!(
                "{:<18} {:>7}  {:>10}  {:>10}  {:>6.2}  {reach:<10}{}",
                row.what,
                row.items,
                row.shown(row.floor),
                row.shown(row.ours),
                row.ours / row.floor,
                if reached { "" } else { " MISSED" },
            );
        }
    }
}

impl Row {
    #[expect(clippy::cast_precision_loss, reason = "there are not so many items")]
    fn reach(&self) -> (String, bool) {
        match self.reach {
            Reach::None => (String::new(), true),
            Reach::Ratio(most) => (format!("≤ {most}"), self.ours / self.floor <= most),
            Reach::PerItem(most) => {
                let each = self.ours / self.items as f64;
                (
                    format!("≤ {most:?}/item, is {each:.0} ns"),
                    each <= most.as_nanos() as f64,
                )
            }
        }
    }

    fn shown(&self, value: f64) -> String {
        match self.unit {
            Unit::Bytes => format!("{value:.0} B"),
            Unit::Nanoseconds if value < 10e3 => format!("{value:.0} ns"),
            Unit::Nanoseconds if value < 1e6 => format!("{:.1} µs", value / 1e3),
            Unit::Nanoseconds => format!("{:.2} ms", value / 1e6),
        }
    }
}
