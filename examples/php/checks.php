<?php

/** Where a binding may go wrong: what it must do there. Prints one line per check, and ends with 1 if one fails. */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

use Siyu\Rulebook;
use Siyu\SiyuException;

const RULES = '{"name": "r", "version": "1", "effective_from": "2026-01-01",
    "commission": {"residual": "茶舍", "roles": {"direct": {"rate": "12%"}}}}';
const SHARE = '{"whole": "1.00", "residual": "小梅🌸"}';

function thrown(string $class, callable $code): Throwable
{
    try {
        $code();
    } catch (Throwable $thrown) {
        expect($thrown instanceof $class, 'found ' . $thrown::class . ": {$thrown->getMessage()}");
        return $thrown;
    }
    throw new LogicException("no $class was thrown");
}

function expect(bool $holds, string $found): void
{
    $holds ?: throw new LogicException($found);
}

/** The memory of this process in KiB, PHP's own and the library's. */
function residentMemory(): int
{
    preg_match('/^VmRSS:\s+(\d+) kB$/m', file_get_contents('/proc/self/status'), $found);
    return (int) $found[1];
}

/** One right call and four that err, each in its own way. */
function everyKindOfCall(Rulebook $rulebook): void
{
    $rulebook->call('money_share', SHARE);
    thrown(SiyuException::class, fn () => $rulebook->call('commission_split', '{}'));
    thrown(SiyuException::class, fn () => Rulebook::parse('{}'));
    thrown(SiyuException::class, fn () => Rulebook::callWithout('money_share', SHARE));
    thrown(InvalidArgumentException::class, fn () => $rulebook->call('commission_split', "\xff"));
}

$rulebook = Rulebook::parse(RULES);
$checks = [
    'a refusal has code, number, path, parameters and two languages' => function () use ($rulebook) {
        $refused = thrown(SiyuException::class, fn () => $rulebook->call('money_share', '{"whole": "1.0O", "residual": "a"}'));
        expect($refused->slug === 'money_format' && $refused->path === '/whole', $refused->json);
        expect($refused->getCode() > 0 && $refused->parameters['found'] === '`1.0O`', $refused->json);
        expect(str_contains($refused->english(), '`1.0O`') && str_contains($refused->chinese(), '金额'), $refused->json);
    },
    'a rulebook is refused with all findings' => function () {
        $refused = thrown(SiyuException::class, fn () => Rulebook::parse('{"name": 1, "versio": ""}'));
        expect(count($refused->findings) === 4 && $refused->findings[0]['span']['line'] === 1, $refused->json);
    },
    'Chinese and emoji come back as they went' => function () use ($rulebook) {
        $answer = $rulebook->call('money_share', SHARE);
        expect(json_decode($answer)->outcome->shares[0]->id === '小梅🌸', $answer);
    },
    'a NUL ends no text' => function () use ($rulebook) {
        $behind = thrown(SiyuException::class, fn () => $rulebook->call('money_share', SHARE . "\0"));
        expect($behind->slug === 'json_syntax', $behind->json);
        $inside = thrown(SiyuException::class, fn () => $rulebook->call('money_share', '{"whole": "1.00", "a\u0000b": 1}'));
        expect($inside->path === "/a\0b", $inside->json);
        $named = thrown(SiyuException::class, fn () => $rulebook->call("commission_split\0", '{}'));
        expect($named->slug === 'unknown_operation', $named->json);
    },
    'what is not UTF-8 is refused' => function () use ($rulebook) {
        thrown(InvalidArgumentException::class, fn () => Rulebook::parse("\xff"));
        thrown(InvalidArgumentException::class, fn () => $rulebook->call('commission_split', "\"\xed\xa0\x80\""));
    },
    'a rulebook tells its digest, its canonical form and its warnings' => function () use ($rulebook) {
        expect(Rulebook::parse($rulebook->canonical())->digest() === $rulebook->digest(), $rulebook->canonical());
        expect($rulebook->warnings() === '[]', $rulebook->warnings());
    },
    'columns are checked before C sees them' => function () use ($rulebook) {
        $one = ['partRole' => [1, 6], 'paidFen' => [1000], 'partFen' => [120, 880], 'refundFen' => [500]];
        $wrong = [['partFen' => [120]], ['paidFen' => []], ['paidFen' => ['1000']], ['reason' => [0, 0]]];
        foreach ($wrong as $columns) {
            thrown(InvalidArgumentException::class, fn () => $rulebook->clawbackColumns(...[...$one, ...$columns]));
        }
        thrown(SiyuException::class, fn () => $rulebook->clawbackColumns(...[...$one, 'partRole' => [6, 6]]));
        $nothing = ['paidFen' => [], 'partFen' => [], 'refundFen' => []];
        expect($rulebook->clawbackColumns(...[...$one, ...$nothing])->takenFen === [], 'cells of no row');
    },
    'a refused row leaves the others alone' => function () use ($rulebook) {
        $told = $rulebook->clawbackColumns([1, 6], [1000, 1000], [120, 880, 120, 880], [1001, 500], reason: [0, 0]);
        expect($told->refused === 1 && $told->code[0] > 0 && $told->code[1] === 0, json_encode($told));
        expect($told->takenFen[2] + $told->takenFen[3] === 500 && $told->leftFen[1] === 500, json_encode($told));
    },
    'a rulebook is neither copied nor kept in a session' => function () use ($rulebook) {
        thrown(Error::class, fn () => clone $rulebook);
        thrown(LogicException::class, fn () => serialize($rulebook));
    },
    '100,000 calls and 5,000 rulebooks leave no memory behind' => function () use ($rulebook) {
        $rounds = static function (int $count) use ($rulebook): void {
            for ($round = 0; $round < $count; $round++) {
                everyKindOfCall($round % 4 === 0 ? Rulebook::parse(RULES) : $rulebook);
            }
        };
        $rounds(2_000);
        $before = residentMemory();
        $rounds(20_000); // Five calls each.
        $grown = residentMemory() - $before;
        expect($grown < 2_048, "$grown KiB more");
    },
];

$failed = 0;
foreach ($checks as $name => $check) {
    try {
        $check();
        echo "ok: $name\n";
    } catch (Throwable $fault) {
        $failed = 1;
        echo "FAILED: $name: {$fault->getMessage()}\n";
    }
}
exit($failed);
