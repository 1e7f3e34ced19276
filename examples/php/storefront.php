<?php

/** Tells the story of examples/story: `php storefront.php FOLDER`. */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

use Siyu\Rulebook;
use Siyu\SiyuException;

/** JSON as siyu takes it. Objects stay objects (never arrays): an empty one would come back as a list. */
function json(mixed $value): string
{
    return json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
}

function read(string $json): stdClass
{
    return json_decode($json, false, flags: JSON_THROW_ON_ERROR);
}

function tellParts(array $parts): void
{
    foreach ($parts as $part) {
        echo "  $part->party ($part->role): $part->amount\n";
    }
}

function tellWhy(Rulebook $rulebook, stdClass $decision): void
{
    $explanation = $rulebook->call('decision_explain', json(['language' => 'zh-CN', 'decision' => $decision]));
    foreach (read($explanation)->sentences as $sentence) {
        echo "  - $sentence\n";
    }
}

function refund(Rulebook $rulebook, stdClass $line, string $amount): void
{
    echo "退款 $amount:\n";
    try {
        $input = json(['line' => $line, 'refund' => ['amount' => $amount, 'reason' => 'returned']]);
        $clawback = read($rulebook->call('commission_clawback', $input));
        tellParts($clawback->outcome->parts);
        tellWhy($rulebook, $clawback);
    } catch (SiyuException $refused) {
        echo "  被拒绝,$refused->slug $refused->path\n  {$refused->chinese()}\n  {$refused->english()}\n";
    }
}

function verify(Rulebook $rulebook, stdClass $order, stdClass $decision): string
{
    $input = json(['operation' => 'commission_split', 'input' => $order, 'decision' => $decision]);
    $verification = read($rulebook->call('decision_verify', $input));
    return $verification->verified ? '一致' : "不一致,$verification->differs_at";
}

if ($argc !== 2) {
    fwrite(STDERR, "usage: php storefront.php FOLDER\n");
    exit(2);
}
$contents = static fn (string $name): string => file_get_contents("$argv[1]/$name")
    ?: throw new RuntimeException("cannot read `$name`");

try {
    Rulebook::parse($contents('faulty.json'));
    throw new LogicException('faulty rules were accepted');
} catch (SiyuException $refused) {
    echo '下月的规则被拒绝,', count($refused->findings), " 处:\n";
    foreach ($refused->findings as ['span' => $span, 'code' => $code, 'path' => $path, 'zh_cn' => $chinese]) {
        echo "  {$span['line']}:{$span['column']} $code $path:{$chinese['message']}\n";
    }
}
$rulebook = Rulebook::parse($contents('rulebook.json'));
echo "本月的规则,指纹 {$rulebook->digest()}\n";

$order = read($contents('order.json'));
$split = read($rulebook->call('commission_split', json($order)));
[$line] = $split->outcome->lines;
echo "订单 {$split->outcome->order},实付 $line->paid:\n";
tellParts($line->parts);
tellWhy($rulebook, $split);
refund($rulebook, $line, '1.00');
refund($rulebook, $line, '20.00');

$price = read($rulebook->call('vip_price', $contents('basket.json')));
echo "生日价,标价 {$price->outcome->list},应付 {$price->outcome->payable}:\n";
foreach ($price->outcome->steps as $step) {
    echo "  $step->step: 减 $step->amount,得 $step->price\n";
}
tellWhy($rulebook, $price);

echo '核对分账:', verify($rulebook, $order, $split), "\n";
$line->parts[1]->amount = '2.40';
echo '核对多记一分的分账:', verify($rulebook, $order, $split), "\n";
