//! Surveys of a race: what each runner comes to at every learning rate, from every start, with every pair of parameters.

mod map_picture;
mod rate_picture;
mod request;
mod task;

pub use map_picture::SurveyPicture;
pub use rate_picture::RatePicture;
pub use task::SurveyTask;
