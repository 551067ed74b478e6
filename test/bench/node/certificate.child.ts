import { writeFileSync } from 'node:fs';
import { selfSigned } from '../../fakes/selfSignedCertificate';

writeFileSync(process.argv[2] ?? '', selfSigned.cert);
