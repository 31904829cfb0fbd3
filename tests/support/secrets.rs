//! A secret of each kind that people were seen to record.

/// Each with a word of what it is called. Put together, so that nobody who looks for secrets finds one here.
pub fn secrets() -> [(String, &'static str); 9] {
    let long = "hUsh1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s";
    [
        (format!("AKIA{}", "HUSH0DNN7EXAMPLE"), "of AWS"),
        (format!("AWS_SECRET_ACCESS_KEY={long}"), "behind its name"),
        (
            format!("AccountName=x;AccountKey={long}==;EndpointSuffix=y"),
            "behind its name",
        ),
        (
            format!("https://x.blob.core.windows.net/c?sv=2024&sig={long}%3D"),
            "behind its name",
        ),
        (format!("ghp_{long}"), "of GitHub"),
        (format!("xoxb-{long}"), "of Slack"),
        (format!("eyJ{long}.eyJ{long}.x"), "JSON Web Token"),
        (
            format!("key: -----BEGIN OPENSSH {} KEY-----", "PRIVATE"),
            "a private key",
        ),
        (
            "https://ada:hUsh2secret@example.org/x".into(),
            "with a password",
        ),
    ]
}
