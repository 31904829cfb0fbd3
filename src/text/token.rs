//! Tokens that are known by how they begin, as their vendors say.
//!
//! A row has the beginning, how many characters must follow at least, of which alphabet, and what it is called.

type Row = (&'static str, usize, fn(char) -> bool, &'static str);

const ROWS: [Row; 135] = [
    ("AKIA", 16, is_capital, "an access key of AWS"),
    ("ASIA", 16, is_capital, "an access key of AWS"),
    ("ABIA", 16, is_capital, "an access key of AWS"),
    ("ACCA", 16, is_capital, "an access key of AWS"),
    ("ABSK", 60, is_base64, "an access key of AWS"),
    ("LTAI", 16, is_letter, "an access key of Alibaba"),
    ("dop_v1_", 40, is_hex, "a token of DigitalOcean"),
    ("doo_v1_", 40, is_hex, "a token of DigitalOcean"),
    ("dor_v1_", 40, is_hex, "a token of DigitalOcean"),
    ("AIza", 30, is_dashed, "a key of Google"),
    ("GOCSPX-", 20, is_dashed, "a key of Google"),
    ("ya29.", 20, is_dashed, "a token of Google"),
    ("ghp_", 20, is_word, "a token of GitHub"),
    ("gho_", 20, is_word, "a token of GitHub"),
    ("ghu_", 20, is_word, "a token of GitHub"),
    ("ghs_", 20, is_word, "a token of GitHub"),
    ("ghr_", 20, is_word, "a token of GitHub"),
    ("github_pat_", 20, is_word, "a token of GitHub"),
    ("glpat-", 16, is_dashed, "a token of GitLab"),
    ("gldt-", 16, is_dashed, "a token of GitLab"),
    ("glrt-", 16, is_dashed, "a token of GitLab"),
    ("glptt-", 16, is_dashed, "a token of GitLab"),
    ("glcbt-", 16, is_dashed, "a token of GitLab"),
    ("glsoat-", 16, is_dashed, "a token of GitLab"),
    ("glft-", 16, is_dashed, "a token of GitLab"),
    ("glffct-", 16, is_dashed, "a token of GitLab"),
    ("glimt-", 16, is_dashed, "a token of GitLab"),
    ("glagent-", 16, is_dashed, "a token of GitLab"),
    ("gloas-", 16, is_dashed, "a token of GitLab"),
    ("glwt-", 16, is_dashed, "a token of GitLab"),
    ("GR1348941", 16, is_dashed, "a token of GitLab"),
    ("ATATT3", 30, is_dashed, "a token of Atlassian"),
    ("ATCTT3", 30, is_dashed, "a token of Atlassian"),
    ("ATBB", 20, is_letter, "a token of Bitbucket"),
    ("xoxb-", 10, is_dashed, "a token of Slack"),
    ("xoxp-", 10, is_dashed, "a token of Slack"),
    ("xoxa-", 10, is_dashed, "a token of Slack"),
    ("xoxr-", 10, is_dashed, "a token of Slack"),
    ("xoxs-", 10, is_dashed, "a token of Slack"),
    ("xoxc-", 10, is_dashed, "a token of Slack"),
    ("xoxd-", 10, is_dashed, "a token of Slack"),
    ("xoxe-", 10, is_dashed, "a token of Slack"),
    ("xoxe.", 10, is_dashed, "a token of Slack"),
    ("xapp-", 10, is_dashed, "a token of Slack"),
    ("hooks.slack.com/services/", 10, is_path, "a webhook"),
    ("hooks.slack.com/workflows/", 10, is_path, "a webhook"),
    ("discord.com/api/webhooks/", 20, is_path, "a webhook"),
    ("discordapp.com/api/webhooks/", 20, is_path, "a webhook"),
    ("webhook.office.com/webhookb2/", 20, is_path, "a webhook"),
    ("hooks.zapier.com/hooks/catch/", 8, is_path, "a webhook"),
    ("npm_", 30, is_letter, "a token of npm"),
    ("pypi-AgE", 30, is_dashed, "a token of PyPI"),
    ("rubygems_", 40, is_hex, "a key of RubyGems"),
    ("oy2", 43, is_letter, "a key of NuGet"),
    ("cio", 32, is_letter, "a token of crates.io"),
    ("CLOJARS_", 50, is_letter, "a token of Clojars"),
    ("dckr_pat_", 20, is_dashed, "a token of Docker"),
    ("dckr_oat_", 20, is_dashed, "a token of Docker"),
    ("AKCp", 60, is_letter, "a key of Artifactory"),
    ("cmVmdGtu", 40, is_letter, "a token of Artifactory"),
    ("sk_live_", 10, is_word, "a key of Stripe"),
    ("rk_live_", 10, is_word, "a key of Stripe"),
    ("sk_test_", 10, is_word, "a key of Stripe"),
    ("rk_test_", 10, is_word, "a key of Stripe"),
    ("whsec_", 20, is_base64, "a key of Stripe"),
    ("sq0atp-", 20, is_dashed, "a token of Square"),
    ("sq0csp-", 20, is_dashed, "a token of Square"),
    ("EAAA", 60, is_dashed, "a token of Square"),
    ("shpat_", 30, is_hex, "a token of Shopify"),
    ("shpca_", 30, is_hex, "a token of Shopify"),
    ("shppa_", 30, is_hex, "a token of Shopify"),
    ("shpss_", 30, is_hex, "a token of Shopify"),
    ("shippo_live_", 30, is_hex, "a token of Shippo"),
    ("EZAK", 50, is_letter, "a key of EasyPost"),
    ("SK", 32, is_hex, "a key of Twilio"),
    ("SG.", 50, is_dotted, "a key of SendGrid"),
    ("key-", 32, is_hex, "a key of Mailgun"),
    ("xkeysib-", 40, is_dashed, "a key of Brevo"),
    ("sk-", 40, is_letter, "a key of OpenAI"),
    ("sk-proj-", 20, is_dashed, "a key of OpenAI"),
    ("sk-svcacct-", 20, is_dashed, "a key of OpenAI"),
    ("sk-admin-", 20, is_dashed, "a key of OpenAI"),
    ("sk-ant-", 20, is_dashed, "a key of Anthropic"),
    ("sk-or-v1-", 40, is_hex, "a key of OpenRouter"),
    ("hf_", 30, is_letter, "a token of Hugging Face"),
    ("api_org_", 30, is_letter, "a token of Hugging Face"),
    ("nvapi-", 40, is_dashed, "a key of NVIDIA"),
    ("gsk_", 40, is_letter, "a key of Groq"),
    ("xai-", 60, is_letter, "a key of xAI"),
    ("pplx-", 40, is_letter, "a key of Perplexity"),
    ("r8_", 30, is_letter, "a token of Replicate"),
    ("dapi", 32, is_hex, "a token of Databricks"),
    ("hvs.", 20, is_dashed, "a token of Vault"),
    ("hvb.", 20, is_dashed, "a token of Vault"),
    ("hvr.", 20, is_dashed, "a token of Vault"),
    (".atlasv1.", 50, is_dashed, "a token of Terraform Cloud"),
    ("pul-", 40, is_hex, "a token of Pulumi"),
    ("dp.pt.", 40, is_letter, "a token of Doppler"),
    ("dp.st.", 40, is_dotted, "a token of Doppler"),
    ("dp.ct.", 40, is_letter, "a token of Doppler"),
    ("dp.sa.", 40, is_letter, "a token of Doppler"),
    ("dp.scim.", 40, is_letter, "a token of Doppler"),
    ("ops_eyJ", 50, is_dashed, "a token of 1Password"),
    ("tskey-", 20, is_dashed, "a key of Tailscale"),
    ("sha256~", 40, is_dashed, "a token of OpenShift"),
    ("NRAK-", 20, is_letter, "a key of New Relic"),
    ("NRII-", 20, is_dashed, "a key of New Relic"),
    ("NRJS-", 19, is_letter, "a key of New Relic"),
    ("glsa_", 30, is_word, "a token of Grafana"),
    ("glc_", 30, is_base64, "a token of Grafana"),
    ("dt0c01.", 24, is_dotted, "a token of Dynatrace"),
    ("sntrys_", 40, is_base64, "a token of Sentry"),
    ("sntryu_", 40, is_hex, "a token of Sentry"),
    ("squ_", 40, is_hex, "a token of SonarQube"),
    ("sqp_", 40, is_hex, "a token of SonarQube"),
    ("sqa_", 40, is_hex, "a token of SonarQube"),
    ("sgp_", 40, is_word, "a token of Sourcegraph"),
    ("bkua_", 40, is_hex, "a token of Buildkite"),
    ("CCIPAT_", 40, is_word, "a token of CircleCI"),
    ("HRKU-", 30, is_dashed, "a key of Heroku"),
    ("nfp_", 30, is_letter, "a token of Netlify"),
    ("fo1_", 40, is_dashed, "a token of Fly"),
    ("fm2_", 60, is_base64, "a token of Fly"),
    ("sbp_", 40, is_hex, "a token of Supabase"),
    ("pscale_tkn_", 30, is_dotted, "a token of PlanetScale"),
    ("pscale_pw_", 30, is_dotted, "a password of PlanetScale"),
    ("PMAK-", 50, is_dashed, "a key of Postman"),
    ("lin_api_", 30, is_letter, "a key of Linear"),
    ("ntn_", 40, is_letter, "a token of Notion"),
    ("secret_", 43, is_letter, "a token of Notion"),
    ("figd_", 30, is_dashed, "a token of Figma"),
    ("sl.", 100, is_dashed, "a token of Dropbox"),
    ("CFPAT-", 40, is_dashed, "a token of Contentful"),
    ("tfp_", 40, is_word, "a token of Typeform"),
    ("AGE-SECRET-KEY-1", 20, is_word, "a secret key of age"),
];

/// What the tokens of a line are called.
pub(super) fn of_line(line: &str) -> impl Iterator<Item = &'static str> {
    ROWS.iter().filter_map(|(start, least, is_part, name)| {
        let mut places = line.match_indices(start);
        let is_there = places.any(|(at, _)| {
            // In the middle of a word it is part of something else, such as a digest.
            let apart =
                start.starts_with('.') || !line[..at].chars().next_back().is_some_and(is_word);
            let rest = &line[at + start.len()..];
            apart
                && rest
                    .chars()
                    .take_while(|c| is_part(*c))
                    .nth(least - 1)
                    .is_some()
        });
        is_there.then_some(*name)
    })
}

fn is_capital(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit()
}

fn is_hex(c: char) -> bool {
    c.is_ascii_hexdigit()
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

pub(super) fn is_dashed(c: char) -> bool {
    is_word(c) || c == '-'
}

pub(super) fn is_dotted(c: char) -> bool {
    is_dashed(c) || c == '.'
}

fn is_path(c: char) -> bool {
    is_dotted(c) || "/@".contains(c)
}

pub(super) fn is_base64(c: char) -> bool {
    is_dashed(c) || "+/=".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_known_and_nothing_shorter() {
        for (start, least, is_part, name) in ROWS {
            let rest: String = "a1B2c3D4e5F6"
                .chars()
                .map(|c| if is_part(c) { c } else { 'A' })
                .filter(|c| is_part(*c))
                .cycle()
                .take(least)
                .collect();
            let found: Vec<_> = of_line(&format!("see {start}{rest}.")).collect();
            assert!(found.contains(&name), "{start}{rest}");
            let found: Vec<_> = of_line(&format!("see {start}{}", &rest[1..])).collect();
            assert!(!found.contains(&name), "{start}: {found:?}");
            if !start.starts_with('.') {
                let found: Vec<_> = of_line(&format!("see x{start}{rest}")).collect();
                assert!(!found.contains(&name), "{start}: {found:?}");
            }
        }
    }
}
