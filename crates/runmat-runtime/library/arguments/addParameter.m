function addParameter(p, name, default, varargin)
% addParameter(p, name, default, check): declares a name-value argument of an inputParser.
  check = @(x) true;
  if numel(varargin) == 1 || numel(varargin) == 3
    check = varargin{1};
  end
  __declare__(p, 'addParameter', name, 'parameter', default, check);
end
