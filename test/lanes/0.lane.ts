import { runLane } from './lane';

runLane(0);
