<?php

/** For servers: `opcache.preload` runs this once, before all requests; see README.md. */

declare(strict_types=1);

foreach (['Clawbacks', 'Column', 'Library', 'Rulebook', 'SiyuException'] as $class) {
    require_once __DIR__ . "/src/$class.php";
}
