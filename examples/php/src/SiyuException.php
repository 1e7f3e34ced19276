<?php

declare(strict_types=1);

namespace Siyu;

/**
 * siyu refuses a rulebook or an input: `slug` says what is wrong, for ever in the same word, `path` where (RFC 6901), and
 * getMessage() both in English; `chinese()` is what to show to a Chinese merchant.
 */
final class SiyuException extends \DomainException
{
    /** What is wrong, such as "money_format". */
    public readonly string $slug;

    /** Where it is wrong: a JSON pointer into what was handed in, "" for the whole of it. */
    public readonly string $path;

    /** @var array<string, mixed> What the message speaks of. */
    public readonly array $parameters;

    /** @var list<array<string, mixed>> Of a rulebook: everything that is wrong with it, each with its `span`. */
    public readonly array $findings;

    /** @var array<string, mixed> */
    private readonly array $refusal;

    /** @param string $json the refusal as siyu tells it; exactly that of `siyu_error_json` */
    public function __construct(public readonly string $json)
    {
        $this->refusal = json_decode($json, true, flags: JSON_THROW_ON_ERROR);
        $this->slug = $this->refusal['code'];
        $this->path = $this->refusal['path'];
        $this->parameters = $this->refusal['parameters'];
        $this->findings = $this->refusal['findings'] ?? [];
        // PHP's own code of an exception is a number: siyu's is stable as well.
        parent::__construct("$this->slug $this->path: {$this->english()}", $this->refusal['number']);
    }

    /** What is wrong and how to repair it. */
    public function english(): string
    {
        return "{$this->refusal['en']['message']}; {$this->refusal['en']['repair']}";
    }

    /** The same in Chinese. */
    public function chinese(): string
    {
        return "{$this->refusal['zh_cn']['message']};{$this->refusal['zh_cn']['repair']}";
    }
}
