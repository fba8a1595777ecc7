from __future__ import annotations

import pytest

from pipeline import settings, strict_yaml
from pipeline.errors import SettingsError
from pipeline.values.local_model import LocalModel


def parse(*lines: str) -> LocalModel:
    text = "title: A study\ncorpus: interviews\ncoding:\n  local_model:\n"
    text += "".join(f"    {line}\n" for line in lines)
    found = strict_yaml.parse(text, settings.Study, "config/study.yaml").coding.local_model
    assert found is not None
    return found


def test_no_model_is_asked_unless_it_is_named() -> None:
    study = strict_yaml.parse("title: A study\ncorpus: c\n", settings.Study, "config/study.yaml")
    assert study.coding.local_model is None


def test_the_usual_settings() -> None:
    model = parse(
        "url: http://127.0.0.1:11434/v1",
        "model: qwen2.5:7b-instruct",
        "timeout: 120",
        "allow_host: false",
    )
    assert (model.host, model.port, model.path, model.timeout, model.is_encrypted) == (
        "127.0.0.1",
        11434,
        "/v1/chat/completions",
        120,
        False,
    )


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://localhost:8080/v1/", "localhost", 8080, "/v1/chat/completions"),
        ("http://LOCALHOST/v1", "localhost", 80, "/v1/chat/completions"),
        ("https://127.8.9.1/v1", "127.8.9.1", 443, "/v1/chat/completions"),
        ("http://[::1]:1234", "::1", 1234, "/chat/completions"),
    ],
)
def test_this_machine_under_all_its_names(url: str, host: str, port: int, path: str) -> None:
    model = LocalModel(url=url, model="m")
    assert (model.host, model.port, model.path) == (host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.7:11434/v1",
        "https://api.example.com/v1",
        "http://0.0.0.0:11434/v1",
        "http://[::]:11434/v1",
        "http://[::ffff:10.0.0.1]/v1",
        "http://169.254.169.254/v1",
        "http://127.0.0.1.example.com/v1",
        "http://localhost.example.com/v1",
        "http://localhost./v1",
        "http://2130706433/v1",
        "http://0x7f.1/v1",
    ],
)
def test_any_other_host_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="not this machine"):
        parse(f"url: '{url}'", "model: m")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("127.0.0.1:11434/v1", "no address"),
        ("ftp://127.0.0.1/v1", "no address"),
        ("file:///etc/passwd", "no address"),
        ("http://127.0.0.1:99999/v1", "no address"),
        ("http://127.0.0.1:0/v1", "no address"),
        ("http:///v1", "no address"),
        ("http://[::1/v1", "no address"),
        ("http://127.0.0.1/v1 x", "no address"),
        ("http://evil.example\\\\@127.0.0.1/v1", "holds a user"),
        ("http://me:word@127.0.0.1/v1", "holds a user"),
        ("http://127.0.0.1/v1?to=elsewhere", "holds a user"),
        ("http://127.0.0.1/v1#x", "holds a user"),
    ],
)
def test_what_is_no_plain_address_is_refused(url: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse(f"url: '{url}'", "model: m")


GPU = "https://gpu.example.org/v1"


def test_another_host_by_its_name_and_with_a_reason() -> None:
    model = parse(
        f"url: {GPU}",
        "model: m",
        "allow_host: gpu.example.org",
        "allow_because: the department's own server",
    )
    assert model.host == "gpu.example.org"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["allow_host: true", "allow_because: ours"], "name the host"),
        (["allow_host: gpu.example.org"], "go together"),
        (["allow_host: gpu.example.org", "allow_because: ' '"], "go together"),
        (["allow_because: ours"], "go together"),
        (["allow_host: example.org", "allow_because: ours"], "not the host"),
        (["allow_host: '*'", "allow_because: ours"], "not the host"),
        (["allow_host: 7", "allow_because: ours"], "allow_host"),
    ],
)
def test_a_host_is_allowed_in_no_other_way(lines: list[str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse(f"url: {GPU}", "model: m", *lines)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["model: ''"], "model"),
        (["model: 'two words'"], "model"),
        (["model: '=1+1'"], "model"),
        (["model: gpt-oss:120b-cloud"], "does not run on this machine"),
        (["model: gpt-oss:cloud"], "does not run on this machine"),
        (["model: m", "timeout: 0"], "timeout"),
        (["model: m", "timeout: .inf"], "timeout"),
        (["model: m", "timeout: soon"], "timeout"),
        (["model: m", "modle: n"], "did you mean 'model'"),
        (["timeout: 3"], "model"),
    ],
)
def test_other_faults_are_told(lines: list[str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse("url: http://127.0.0.1:11434/v1", *lines)
