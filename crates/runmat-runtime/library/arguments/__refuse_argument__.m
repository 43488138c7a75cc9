function __refuse_argument__(problem, about)
  % __refuse_argument__(problem, about): raises what a validator has said, as about an argument.
  error(struct('identifier', problem.identifier, 'message', [about ' ' problem.message], 'stack', problem.stack));
end
