"""What these tests share: an Open edX process without servers, and the source they hold it against."""
